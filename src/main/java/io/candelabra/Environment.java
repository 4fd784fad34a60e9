package io.candelabra;

import io.candelabra.admin.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options that stand in the environment: {@code CANDELABRA_HTTPS} for {@code --https}. A flag on the command line takes
 * precedence over them, and they over the settings file.
 */
record Environment(Map<String, String> variables) implements IDefaultValueProvider {
    private static final String PREFIX = "CANDELABRA_";

    /** What the launcher reads, and what a cluster of containers sets for a service that has the program's name. */
    private static final String OTHERS = "(JAVA_HOME|JAVA_OPTS|SERVICE_.*|PORT|PORT_\\d+_.*)";

    @Override
    @SuppressWarnings("NullAway") // the library's contract: null where there is no default
    public String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option ? variables.get(PREFIX + word(option)) : null;
    }

    private static String word(OptionSpec option) {
        return option.longestName().replaceFirst("^--", "").replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** One sentence for each variable that looks like an option and that the command does not have. */
    List<String> unknown(CommandSpec command) {
        List<String> known =
                command.options().stream().map(Environment::word).sorted().toList();
        return variables.keySet().stream()
                .filter(name -> name.startsWith(PREFIX))
                .map(name -> name.substring(PREFIX.length()))
                .filter(name -> !known.contains(name) && !name.matches(OTHERS))
                .sorted()
                .map(name -> PREFIX + name + " is set, and " + command.name() + " has no such option; did you mean "
                        + PREFIX + Nearest.to(name, known) + "?")
                .toList();
    }
}
