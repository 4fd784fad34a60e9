package io.candelabra.cli;

import io.candelabra.admin.Order;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The orders of {@code candelabra device} about devices that are there. */
final class DeviceOrders {
    private DeviceOrders() {}

    /** {@code device list}. */
    @Command(name = "list", description = "Lists the devices of a site.", mixinStandardHelpOptions = true)
    static final class Listing implements Callable<Integer> {
        @Option(names = "--site", required = true, paramLabel = "SITE", description = "the site")
        String site = "";

        @Option(
                names = "--gateway",
                paramLabel = "GATEWAY",
                defaultValue = "",
                description = "only the devices of this gateway")
        String gateway = "";

        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            return server.ask(new Order.ListDevices(site, gateway));
        }
    }

    /** A device that is there. */
    static final class Named {
        @Parameters(index = "0", paramLabel = "DEVICE", description = "as 'device list' shows it")
        String device = "";

        @Option(names = "--site", required = true, paramLabel = "SITE", description = "the device's site")
        String site = "";
    }

    /** {@code device rename}. */
    @Command(name = "rename", description = "Gives a device another label.", mixinStandardHelpOptions = true)
    static final class Rename implements Callable<Integer> {
        @Mixin
        Named named = new Named();

        @Parameters(index = "1", paramLabel = "LABEL", description = "what people call it from now on")
        String label = "";

        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            return server.ask(new Order.DescribeDevice(named.site, named.device, Optional.of(label), Optional.empty()));
        }
    }

    /** {@code device move}. */
    @Command(name = "move", description = "Puts a device into an area, or into none.", mixinStandardHelpOptions = true)
    static final class Move implements Callable<Integer> {
        @Mixin
        Named named = new Named();

        @Parameters(index = "1", paramLabel = "AREA", description = "id of the area; an empty text for none")
        String area = "";

        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            return server.ask(new Order.DescribeDevice(named.site, named.device, Optional.empty(), Optional.of(area)));
        }
    }

    /** {@code device remove}. */
    @Command(
            name = "remove",
            description =
                    "Removes a device. What it was to do fails; scenes and groups are without it. Where the field still"
                            + " has it, its gateway may find it anew.",
            mixinStandardHelpOptions = true)
    static final class Remove implements Callable<Integer> {
        @Mixin
        Named named = new Named();

        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            return server.ask(new Order.RemoveDevice(named.site, named.device));
        }
    }
}
