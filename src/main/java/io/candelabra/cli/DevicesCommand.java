package io.candelabra.cli;

import io.candelabra.admin.Order;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code candelabra device}: shows, names, places and removes devices, and lets those in that gateways have found, while the server runs. */
@Command(
        name = "device",
        description =
                "Shows devices, names, places and removes them, and lets those in that gateways have found, while the server runs.",
        subcommands = {
            DeviceOrders.Listing.class,
            DeviceOrders.Rename.class,
            DeviceOrders.Move.class,
            DeviceOrders.Remove.class,
            DevicesCommand.Found.class,
            DevicesCommand.Accept.class,
            DevicesCommand.Refuse.class,
            DevicesCommand.Forget.class,
            DevicesCommand.Receive.class
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Exit status: 0 done, 1 refused, 2 not understood, 3 no server runs on the folder."})
public final class DevicesCommand {
    /** The program makes it by its class. */
    public DevicesCommand() {}

    /** {@code device found}. */
    @Command(
            name = "found",
            description =
                    "Lists the devices that wait to be let in, with the reason where they cannot be, and those that were refused.",
            mixinStandardHelpOptions = true)
    static final class Found implements Callable<Integer> {
        @Option(names = "--site", paramLabel = "SITE", defaultValue = "", description = "only of this site")
        String site = "";

        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            return server.ask(new Order.ListFound(site));
        }
    }

    /** A device that a decision is about. */
    abstract static class Deciding implements Callable<Integer> {
        @Parameters(paramLabel = "DEVICE", description = "as the list of found devices shows it")
        String device = "";

        @Option(names = "--site", required = true, paramLabel = "SITE", description = "where it was found")
        String site = "";

        @Mixin
        Asking server = new Asking();

        private final Order.Decision decision;

        Deciding(Order.Decision decision) {
            this.decision = decision;
        }

        @Override
        public Integer call() throws IOException {
            return server.ask(new Order.DecideFound(site, device, decision));
        }
    }

    /** {@code device accept}. */
    @Command(
            name = "accept",
            description = "Lets a device in that waits, as its gateway told it last.",
            mixinStandardHelpOptions = true)
    static final class Accept extends Deciding {
        Accept() {
            super(Order.Decision.ACCEPT);
        }
    }

    /** {@code device refuse}. */
    @Command(
            name = "refuse",
            description = "Keeps a device out that waits, however often it is found again.",
            mixinStandardHelpOptions = true)
    static final class Refuse extends Deciding {
        Refuse() {
            super(Order.Decision.REFUSE);
        }
    }

    /** {@code device forget}. */
    @Command(
            name = "forget",
            description = "Forgets a device that waits or was refused: when it is found again, it is as new.",
            mixinStandardHelpOptions = true)
    static final class Forget extends Deciding {
        Forget() {
            super(Order.Decision.FORGET);
        }
    }

    /** How a site receives found devices. */
    enum How {
        AT_ONCE("at-once"),
        AFTER_ACCEPTANCE("after-acceptance");

        private final String word;

        How(String word) {
            this.word = word;
        }

        /** As it is typed. */
        @Override
        public String toString() {
            return word;
        }
    }

    /** {@code device receive}. */
    @Command(
            name = "receive",
            description = "Sets how a site receives the devices that are found from now on.",
            mixinStandardHelpOptions = true)
    static final class Receive implements Callable<Integer> {
        @Parameters(
                paramLabel = "at-once|after-acceptance",
                description =
                        "at-once: they are let in as they are found; after-acceptance: they wait until they are accepted")
        How how = How.AT_ONCE;

        @Option(names = "--site", required = true, paramLabel = "SITE", description = "the site that receives them")
        String site = "";

        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            return server.ask(new Order.ReceiveDevices(site, how == How.AFTER_ACCEPTANCE));
        }
    }
}
