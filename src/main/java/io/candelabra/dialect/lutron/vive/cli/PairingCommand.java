package io.candelabra.dialect.lutron.vive.cli;

import io.candelabra.cli.Asking;
import io.candelabra.dialect.lutron.vive.ViveHub;
import io.candelabra.dialect.lutron.vive.ViveOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code candelabra integration pairing}: programs that come to a hub with a certificate. */
@Command(
        name = "pairing",
        description = "Pairs programs with a Vive hub, and ends pairings.",
        subcommands = {
            PairingCommand.Code.class,
            PairingCommand.Open.class,
            PairingCommand.Close.class,
            PairingCommand.Partner.class,
            PairingCommand.Listing.class,
            PairingCommand.Revoke.class
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class PairingCommand {
    /** The program makes it by its class. */
    public PairingCommand() {}

    /** {@code pairing code}. */
    @Command(
            name = "code",
            description = "Makes a one-time code with which one program may pair within 15 minutes.",
            mixinStandardHelpOptions = true)
    static final class Code implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "an integration that comes by pairing")
        String name = "";

        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            return server.ask(ViveHub.DIALECT, new ViveOrder.IssueCode(name));
        }
    }

    /** {@code pairing open}. */
    @Command(
            name = "open",
            description = "Lets programs pair without a code for three minutes, as a press of the hub's button would.",
            mixinStandardHelpOptions = true)
    static final class Open implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "an integration that comes by pairing")
        String name = "";

        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            return server.ask(ViveHub.DIALECT, new ViveOrder.OpenPairing(name));
        }
    }

    /** {@code pairing close}. */
    @Command(name = "close", description = "Ends open pairing early.", mixinStandardHelpOptions = true)
    static final class Close implements Callable<Integer> {
        @Option(names = "--site", required = true, paramLabel = "SITE", description = "what the hub shows")
        String site = "";

        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            return server.ask(ViveHub.DIALECT, new ViveOrder.ClosePairing(site));
        }
    }

    /** {@code pairing partner}. */
    @Command(
            name = "partner",
            description = "Makes a certificate and key that a partner's program shows when it pairs.",
            mixinStandardHelpOptions = true)
    static final class Partner implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "of the partner")
        String name = "";

        @Option(
                names = "--out",
                paramLabel = "DIR",
                defaultValue = ".",
                description = "folder for partner.pem and partner.key (default: here)")
        Path out = Path.of(".");

        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            Path certificate = out.resolve("partner.pem");
            Path key = out.resolve("partner.key");
            if (Files.exists(certificate) || Files.exists(key)) {
                throw new IllegalArgumentException(certificate + " or " + key + " is there already");
            }
            return server.ask(ViveHub.DIALECT, new ViveOrder.IssuePartner(name), List.of(), told -> {
                Files.createFile(
                        key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(key, told.getOrDefault("key", "").toString());
                Files.writeString(
                        certificate, told.getOrDefault("certificate", "").toString());
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("partner", name);
                row.put("certificate", certificate.toString());
                row.put("key", key.toString());
                return row;
            });
        }
    }

    /** {@code pairing list}. */
    @Command(name = "list", description = "Lists what is paired.", mixinStandardHelpOptions = true)
    static final class Listing implements Callable<Integer> {
        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            return server.ask(ViveHub.DIALECT, new ViveOrder.ListPairings());
        }
    }

    /** {@code pairing revoke}. */
    @Command(name = "revoke", description = "Ends one pairing at once.", mixinStandardHelpOptions = true)
    static final class Revoke implements Callable<Integer> {
        @Parameters(paramLabel = "PAIRING", description = "its id in the list, or how that begins")
        String id = "";

        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            return server.ask(ViveHub.DIALECT, new ViveOrder.RevokePairing(id));
        }
    }
}
