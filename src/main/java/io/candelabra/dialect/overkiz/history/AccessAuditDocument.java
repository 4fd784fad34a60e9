package io.candelabra.dialect.overkiz.history;

import io.candelabra.model.HistoryItem.Visit;
import java.time.Instant;
import java.util.List;

/**
 * The visits between two moments, one line for each.
 *
 * @param from ms since 1970, included, as is {@code to}
 * @param limitReached whether there were more than are told
 */
record AccessAuditDocument(List<String> events, long from, long to, boolean limitReached) {

    /** @param visits one more than the {@code most} that are told, where there are more */
    static AccessAuditDocument of(List<Visit> visits, long from, long to, int most) {
        List<String> lines =
                visits.stream().limit(most).map(AccessAuditDocument::line).toList();
        return new AccessAuditDocument(lines, from, to, visits.size() > most);
    }

    private static String line(Visit visit) {
        return Instant.ofEpochMilli(visit.atMs()) + " " + visit.account() + " came in by " + visit.dialect() + " from "
                + visit.address();
    }
}
