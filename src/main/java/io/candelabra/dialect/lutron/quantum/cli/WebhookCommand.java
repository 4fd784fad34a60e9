package io.candelabra.dialect.lutron.quantum.cli;

import io.candelabra.cli.Asking;
import io.candelabra.cli.SecretInput;
import io.candelabra.dialect.lutron.quantum.QuantumFace;
import io.candelabra.dialect.lutron.quantum.QuantumOrder;
import io.candelabra.dialect.lutron.quantum.QuantumWebhook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code candelabra integration webhook}: the address to which a Quantum server tells occupancy. */
@Command(
        name = "webhook",
        description = "The occupancy webhook of a Quantum server.",
        subcommands = {
            WebhookCommand.Put.class,
            WebhookCommand.Show.class,
            WebhookCommand.Trial.class,
            WebhookCommand.Past.class,
            WebhookCommand.On.class,
            WebhookCommand.Off.class,
            WebhookCommand.Delete.class
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class WebhookCommand {
    /** The program makes it by its class. */
    public WebhookCommand() {}

    /** The webhook that is meant, and its server. */
    abstract static class Of {
        @Option(names = "--site", required = true, paramLabel = "SITE", description = "what the Quantum server shows")
        String site = "";

        @Mixin
        Asking server = new Asking();
    }

    /** {@code webhook set}. */
    @Command(
            name = "set",
            description = "Sets the webhook. It tells what happens from then on.",
            mixinStandardHelpOptions = true)
    static final class Put extends Of implements Callable<Integer> {
        private static final long MOST_BYTES = 64 << 10;

        @Option(names = "--url", required = true, paramLabel = "URL", description = "begins with https://")
        String url = "";

        @Option(
                names = "--key-file",
                paramLabel = "FILE",
                description = "holds the authentication key that the receiver asks for; - for standard input"
                        + " (default: it is asked for at the terminal)")
        @Nullable
        String keyFile;

        @Option(
                names = "--root",
                required = true,
                paramLabel = "FILE",
                description = "PEM: the only root certificate that the receiver's may come from")
        Path root = Path.of("");

        @Option(names = "--disabled", description = "sets it, but does not switch it on")
        boolean disabled;

        @Spec
        @SuppressWarnings("NullAway") // set by the library
        CommandLine.Model.CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            if (!Files.isRegularFile(root) || Files.size(root) > MOST_BYTES) {
                throw new IllegalArgumentException(root + ": there is no such certificate file");
            }
            String key = keyFile != null
                    ? SecretInput.read(keyFile, System.in)
                    : SecretInput.prompt("authentication key")
                            .orElseThrow(() -> new CommandLine.ParameterException(
                                    spec.commandLine(), "name the key's file with --key-file"));
            return server.ask(
                    QuantumFace.DIALECT,
                    new QuantumOrder.PutWebhook(
                            site, new QuantumWebhook.Wanted(url, key, Files.readString(root), !disabled)),
                    List.of(),
                    WebhookCommand::withoutRoot);
        }
    }

    /** {@code webhook show}. */
    @Command(name = "show", description = "Shows the webhook, without its key.", mixinStandardHelpOptions = true)
    static final class Show extends Of implements Callable<Integer> {
        @Override
        public Integer call() throws IOException {
            return server.ask(
                    QuantumFace.DIALECT,
                    new QuantumOrder.ShowWebhook(site),
                    List.of(),
                    server.json() ? row -> row : WebhookCommand::withoutRoot);
        }
    }

    /** {@code webhook test}. */
    @Command(
            name = "test",
            description = "Sends how it is in one area now, and tells what the receiver answered.",
            mixinStandardHelpOptions = true)
    static final class Trial extends Of implements Callable<Integer> {
        @Override
        public Integer call() throws IOException {
            return server.ask(QuantumFace.DIALECT, new QuantumOrder.TestWebhook(site));
        }
    }

    /** {@code webhook log}. */
    @Command(
            name = "log",
            description = "Shows what was sent since the server's start, and how that went.",
            mixinStandardHelpOptions = true)
    static final class Past extends Of implements Callable<Integer> {
        @Override
        public Integer call() throws IOException {
            return server.ask(QuantumFace.DIALECT, new QuantumOrder.LogWebhook(site));
        }
    }

    /** {@code webhook enable}. */
    @Command(name = "enable", description = "Switches the webhook on.", mixinStandardHelpOptions = true)
    static final class On extends Of implements Callable<Integer> {
        @Override
        public Integer call() throws IOException {
            return server.ask(
                    QuantumFace.DIALECT,
                    new QuantumOrder.SwitchWebhook(site, true),
                    List.of(),
                    WebhookCommand::withoutRoot);
        }
    }

    /** {@code webhook disable}. */
    @Command(name = "disable", description = "Switches the webhook off; it stays set.", mixinStandardHelpOptions = true)
    static final class Off extends Of implements Callable<Integer> {
        @Override
        public Integer call() throws IOException {
            return server.ask(
                    QuantumFace.DIALECT,
                    new QuantumOrder.SwitchWebhook(site, false),
                    List.of(),
                    WebhookCommand::withoutRoot);
        }
    }

    /** {@code webhook delete}. */
    @Command(name = "delete", description = "Ends the webhook.", mixinStandardHelpOptions = true)
    static final class Delete extends Of implements Callable<Integer> {
        @Override
        public Integer call() throws IOException {
            return server.ask(QuantumFace.DIALECT, new QuantumOrder.DeleteWebhook(site));
        }
    }

    private static java.util.Map<String, Object> withoutRoot(java.util.Map<String, Object> row) {
        java.util.Map<String, Object> shown = new java.util.LinkedHashMap<>(row);
        shown.remove("rootCertificate");
        return shown;
    }
}
