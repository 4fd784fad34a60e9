package io.candelabra.cli;

import io.candelabra.admin.Order;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code candelabra admin}: orders to a running server about people. */
@Command(
        name = "admin",
        description = "Helps people who lost their password.",
        subcommands = {AdminCommand.Password.class},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class AdminCommand {
    /** The program makes it by its class. */
    public AdminCommand() {}

    /** {@code admin password}. */
    @Command(
            name = "password",
            description =
                    "Sets another password for an account of the running server. Whoever came in with the old one is"
                            + " out. Without --password-file one is made up and told.",
            mixinStandardHelpOptions = true)
    static final class Password implements Callable<Integer> {
        @Parameters(
                arity = "0..1",
                paramLabel = "ACCOUNT",
                defaultValue = "admin",
                description = "whose (default: ${DEFAULT-VALUE})")
        String account = "admin";

        @Option(
                names = "--password-file",
                paramLabel = "FILE",
                defaultValue = "",
                description = "a file that holds the password, or - for standard input")
        String file = "";

        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            String password = file.isEmpty() ? "" : SecretInput.read(file, System.in);
            return server.ask(new Order.SetPassword(account, password));
        }
    }
}
