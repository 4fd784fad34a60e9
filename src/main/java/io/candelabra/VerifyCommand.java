package io.candelabra;

import io.candelabra.core.secret.RootKey;
import io.candelabra.store.sql.Verification;
import io.candelabra.wire.json.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code candelabra verify}: whether all that a data folder holds is as it was written. */
@Command(
        name = "verify",
        description =
                "Checks a data folder whose server is stopped: every row, log entry and item of history against its"
                        + " checksum, that none is missing, and that root.key is the right one. Changes"
                        + " nothing. Ends with 0 where all is whole, 1 where"
                        + " anything is not.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", required = true, description = "the data folder")
    Path data = Path.of("data");

    @Option(names = "--json", description = "tells it as JSON")
    boolean json;

    @CommandLine.Spec
    @SuppressWarnings("NullAway") // set by the library
    CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        Verification.Outcome outcome =
                Verification.of(data, Map.of(Rooms.ROOT_KEY, mark -> RootKey.fault(data.resolve("root.key"), mark)));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("whole", outcome.wrong().isEmpty());
            told.put("wrong", outcome.wrong());
            told.put("sites", outcome.sites());
            told.put("events", outcome.events());
            told.put("rows", outcome.rows());
            told.put("history", outcome.items());
            out.println(new String(Json.write(told), StandardCharsets.UTF_8));
        } else {
            outcome.wrong().forEach(out::println);
            out.println((outcome.wrong().isEmpty() ? "all is whole: " : "looked through: ") + outcome.sites()
                    + " sites, " + outcome.events() + " log entries, " + outcome.rows() + " rows, " + outcome.items()
                    + " items of history");
        }
        out.flush();
        return outcome.wrong().isEmpty() ? 0 : 1;
    }
}
