package io.candelabra.dialect.overkiz;

import io.candelabra.ops.Description.Told;
import io.candelabra.ops.WordTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each call does and what its parameters mean, in a sentence each.
 *
 * @param calls by the id of the call ({@code docs/operations/overkiz-words.tsv})
 * @param parameters by name, in a path or behind its question mark ({@code overkiz-parameters.tsv})
 */
record OverkizWords(Map<String, Told> calls, Map<String, String> parameters) {

    static OverkizWords read(OverkizOperations operations) {
        Map<String, List<String>> words = WordTable.read(OverkizWords.class, "overkiz-words.tsv");
        Map<String, Told> calls = new HashMap<>();
        for (OverkizOperations.Operation operation : operations.all()) {
            List<String> row = Optional.ofNullable(words.get(operation.id()))
                    .orElseThrow(() -> new IllegalStateException("nothing is told of " + operation.id()));
            String queries = row.get(2);
            calls.put(
                    operation.id(),
                    new Told(
                            operation.section(),
                            row.get(1),
                            queries.isEmpty() ? List.of() : List.of(queries.split(" ")),
                            operation.events(),
                            operation.limit(),
                            operation.deprecated()));
        }
        Map<String, String> parameters = new HashMap<>();
        WordTable.read(OverkizWords.class, "overkiz-parameters.tsv")
                .forEach((name, row) -> parameters.put(name, row.get(1)));
        return new OverkizWords(calls, parameters);
    }
}
