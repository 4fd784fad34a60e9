package io.candelabra.dialect.overkiz.events;

import io.candelabra.model.Resource.Extra;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The events that say no more than that something has changed or that a job moved, as a table: the resource {@code
 * /overkiz/events.csv}, one line for each kind of thing and what may happen to it. Its columns:
 *
 * <ul>
 *   <li>{@code kind}: {@code device}, {@code gateway}, {@code history}; the stored name of a resource, such as {@code area};
 *       {@code overkiz/} and the kind of an {@link Extra} of this dialect; {@code job/} and the kind of a job. A job whose
 *       events depend on its protocol has lines of its own for {@code job/KIND/PROTOCOL}
 *   <li>{@code moment}: what happens to it, one of {@link Moment}; {@code any} for all that has no line of its own. A job
 *       that is called off has failed with {@code CMDCANCELLED}, unless the kind has a line for {@code cancelled}: the
 *       document ends the modes in which a radio lets devices in by the event of success, also when a client stops them
 *   <li>{@code event}: what the event is called on the wire
 *   <li>{@code to}: whether the event names the {@code setup} (in {@code setupOID}) or a {@code gateway} (in {@code
 *       gatewayId}); {@code nobody} where the dialect does not tell of it
 *   <li>{@code framed}: {@code framed} where the event stands between the two events of a gateway's synchronization
 *   <li>{@code fields}: the event's further fields in their order; {@code a=b} where the thing itself calls {@code b} what the
 *       event calls {@code a}. What a thing does not have is left out.
 *   <li>{@code why}: the reason why nobody is told
 * </ul>
 *
 * <p>A kind that stands nowhere in the table cannot be told. That is an error and not silence, so that the author of a
 * new kind decides. The document gives events {@code owningPartners} or {@code owningPartner} besides, yet "only in
 * event streams" between servers: a client's fetch has neither.
 */
final class EventTable {
    private static final String FILE = "/overkiz/events.csv";
    private static final int COLUMNS = 7;

    /** The moments in the life of a thing. */
    enum Moment {
        CREATED,
        UPDATED,
        REMOVED,
        AVAILABLE,
        UNAVAILABLE,
        ALIVE,
        DOWN,
        ERASED,
        STARTED,
        FOUND,
        COMPLETED,
        FAILED,
        CANCELLED,
        ANY
    }

    /** The thing in which an event has happened, by the name of its field. */
    enum To {
        SETUP,
        GATEWAY,
        NOBODY
    }

    /** @param from what the thing itself calls the field */
    record Field(String name, String from) {
        private static Field of(String word) {
            String[] names = word.split("=", 2);
            return new Field(names[0], names[names.length - 1]);
        }
    }

    /** A line of the table. */
    record Row(String kind, Moment moment, String event, To to, boolean framed, List<Field> fields, String why) {
        /** The fields of the event, as far as the thing has them. */
        Map<String, Object> of(Map<String, ? extends @Nullable Object> thing) {
            Map<String, Object> event = new LinkedHashMap<>();
            for (Field field : fields) {
                Object value = thing.get(field.from());
                if (value != null) {
                    event.put(field.name(), value);
                }
            }
            return event;
        }
    }

    private record Key(String kind, Moment moment) {}

    /** All lines, in their order. */
    static final List<Row> ROWS = read();

    private static final Map<Key, Row> BY_KEY = byKey(ROWS);

    private EventTable() {}

    /** The event of a thing of a kind at a moment. Throws where the table does not know the kind. */
    static Row row(String kind, Moment moment) {
        return find(kind, moment)
                .or(() -> find(kind, Moment.ANY))
                .orElseThrow(() -> new IllegalStateException("no line of " + FILE + " says what is told of " + kind
                        + ", " + moment.name().toLowerCase(Locale.ROOT)));
    }

    /**
     * The event of a job.
     *
     * @param protocol prefix of the protocol that the job is about; empty where it is about none
     */
    static Row ofJob(String kind, String protocol, Moment moment) {
        String own = "job/" + kind + "/" + protocol;
        String told = find(own, Moment.COMPLETED).isPresent() ? own : "job/" + kind;
        return moment == Moment.CANCELLED
                ? find(told, moment).orElseGet(() -> row(told, Moment.FAILED))
                : row(told, moment);
    }

    private static Optional<Row> find(String kind, Moment moment) {
        return Optional.ofNullable(BY_KEY.get(new Key(kind, moment)));
    }

    private static Map<Key, Row> byKey(List<Row> rows) {
        Map<Key, Row> byKey = new HashMap<>();
        for (Row row : rows) {
            if (byKey.put(new Key(row.kind(), row.moment()), row) != null) {
                throw new IllegalStateException(FILE + " speaks twice of " + row);
            }
        }
        return byKey;
    }

    private static List<Row> read() {
        try (InputStream in = EventTable.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not among the resources");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return lines.lines().skip(1).map(EventTable::row).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The last column alone may hold a comma. */
    private static Row row(String line) {
        String[] columns = line.split(",", COLUMNS);
        if (columns.length < COLUMNS) {
            throw new IllegalStateException(FILE + " has a line without its " + COLUMNS + " columns: " + line);
        }
        return new Row(
                columns[0],
                Moment.valueOf(columns[1].toUpperCase(Locale.ROOT)),
                columns[2],
                To.valueOf(columns[3].toUpperCase(Locale.ROOT)),
                columns[4].equals("framed"),
                Arrays.stream(columns[5].split(" "))
                        .filter(word -> !word.isEmpty())
                        .map(Field::of)
                        .toList(),
                columns[6]);
    }
}
