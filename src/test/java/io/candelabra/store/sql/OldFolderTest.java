package io.candelabra.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.HandStepped;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.JobKind;
import io.candelabra.model.Resource;
import io.candelabra.model.SiteId;
import io.candelabra.model.Stored;
import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data folder of version 2 opens with all that is in it; see {@code old-folder/README.md}. */
class OldFolderTest {
    private static final List<SiteId> SITES = List.of(HandStepped.SITE, new SiteId("another"), Accounts.SYSTEM);

    /** The forms in old files. A name may be added; one that is changed here needs a step of the schema. */
    private static final Set<String> NAMES = Set.of(
            "statesChanged",
            "availabilityChanged",
            "gatewayAliveChanged",
            "devicePut",
            "deviceRemoved",
            "gatewayPut",
            "gatewayRemoved",
            "resourcePut",
            "resourceDeleted",
            "executionStarted",
            "stepMoved",
            "executionMoved",
            "jobMoved",
            "alertRaised",
            "alertCleared",
            "noted",
            "historyErased",
            "endedExecution",
            "deviceEvent",
            "notification",
            "visit",
            "profile",
            "area",
            "group",
            "scene",
            "delayedStart",
            "queuedSettings",
            "siteType",
            "subscription",
            "extra",
            "account",
            "session",
            "accessKey",
            "faceBinding",
            "integration",
            "cursor");

    @TempDir
    Path parent;

    private Path copy(String name) throws IOException {
        Path folder = Files.createDirectory(parent.resolve(name));
        for (String file : List.of("candelabra.db", "candelabra.witness")) {
            try (InputStream kept = OldFolderTest.class.getResourceAsStream("old-folder/" + file)) {
                Files.copy(kept, folder.resolve(file));
            }
        }
        return folder;
    }

    /** A table, each row as its columns; a body as the document that it is. */
    private static List<List<@Nullable Object>> rows(Path folder, String query) throws SQLException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("candelabra.db"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                List<@Nullable Object> columns = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    Object column = row.getObject(i);
                    columns.add(column instanceof byte[] body ? Json.tree(Packing.unpack(body)) : column);
                }
                rows.add(columns);
            }
        }
        return rows;
    }

    /** A document with other names of kinds; text that looks like a document stays as it is. */
    private static @Nullable Object renamed(@Nullable Object tree, UnaryOperator<String> names) {
        return switch (tree) {
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> renamed = new LinkedHashMap<>();
                map.forEach((key, value) ->
                        renamed.put(key, key.equals("@") ? names.apply((String) value) : renamed(value, names)));
                yield renamed;
            }
            case List<?> list -> list.stream().map(part -> renamed(part, names)).toList();
            case null, default -> tree;
        };
    }

    private static String small(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static String smallKey(String key) {
        return key.startsWith("\0") ? "\0" + small(key.substring(1)) : small(key);
    }

    @Test
    void everyRowEventAndItemIsThereUnderItsNewName() throws Exception {
        Path old = copy("old");
        Path migrated = copy("data");
        new SqliteStore(migrated).close();
        assertThat(rows(migrated, "PRAGMA user_version")).containsExactly(List.of(6));

        String log = "SELECT place, at, body FROM log ORDER BY place";
        assertThat(rows(migrated, log))
                .isNotEmpty()
                .isEqualTo(rows(old, log).stream()
                        .map(row -> List.of(row.get(0), row.get(1), renamed(row.get(2), OldFolderTest::small)))
                        .toList());
        String history = "SELECT place, site, kind, id, at, body FROM history ORDER BY place";
        assertThat(rows(migrated, history))
                .isNotEmpty()
                .isEqualTo(rows(old, history).stream()
                        .map(row -> List.of(
                                row.get(0),
                                row.get(1),
                                row.get(2),
                                row.get(3),
                                row.get(4),
                                renamed(row.get(5), OldFolderTest::small)))
                        .toList());
        String rows = "SELECT place, site, kind, id, body FROM row ORDER BY place";
        assertThat(rows(migrated, rows))
                .isNotEmpty()
                .isEqualTo(rows(old, rows).stream()
                        .map(row -> List.of(
                                row.get(0),
                                row.get(1),
                                row.get(2),
                                row.get(2).equals(4) ? smallKey((String) row.get(3)) : row.get(3),
                                renamed(row.get(4), OldFolderTest::small)))
                        .toList());
        String heads = "SELECT key, id, epoch, seq, log_bytes, pruned_to, rows, items, written FROM site ORDER BY key";
        assertThat(rows(migrated, heads)).hasSize(SITES.size()).isEqualTo(rows(old, heads));
    }

    /** Checksums fit, the log leads to the state, and all of it can be read, written and gone on with. */
    @Test
    void theServerGoesOnFromThere() throws Exception {
        Path folder = copy("data");
        new SqliteStore(folder).close();
        assertThat(Verification.of(folder, Map.of()).wrong()).isEmpty();
        try (SqliteStore store = new SqliteStore(folder)) {
            assertThat(store.sites()).containsExactlyInAnyOrderElementsOf(SITES);
            for (SiteId site : SITES) {
                List<LoggedEvent> events = store.read(site, 0, 1_000);
                assertThat(events).isNotEmpty().hasSize((int)
                        store.open(site).state().seq());
            }
            HandStepped world = new HandStepped(store, 8);
            assertThat(world.state().executions().size()).isEqualTo(1);
            assertThat(world.state().count(Resource.QueuedSettings.class)).isEqualTo(1);
            aJobHasItsDeadlineNow(world);
            assertThat(world.state().resource(Resource.Scene.class, "half \ud800"))
                    .isPresent();
            world.tell(HandStepped.edit(changes -> changes.delete(Resource.ref(Resource.Scene.class, "half \ud800"))));
            assertThat(world.state().resource(Resource.Scene.class, "half \ud800"))
                    .isEmpty();
        }
        assertThat(Verification.of(folder, Map.of()).wrong()).isEmpty();
    }

    /** It had none, and did not say whom it was asked of. */
    private static void aJobHasItsDeadlineNow(HandStepped world) {
        world.settle();
        assertThat(world.state().jobs()).singleElement().satisfies(job -> {
            assertThat(job.asked()).isEqualTo(job.open()).containsExactly(HandStepped.GATEWAY);
            assertThat(job.deadlineMs()).isGreaterThan(world.nowMs());
            assertThat(job.cause()).isEmpty();
        });
        world.pass(JobKind.REFRESH.deadlineMs());
        world.tell(new Command.Tick());
        assertThat(world.state().jobs()).isEmpty();
    }

    /**
     * A document that is read and written again is the same; sets are in any order, and subjects of alerts say what
     * they are.
     */
    @Test
    void nothingIsLostWhereItIsReadAndWrittenAgain() throws Exception {
        Path folder = copy("data");
        new SqliteStore(folder).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("candelabra.db"));
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT kind, body FROM row")) {
                while (row.next()) {
                    same(row.getBytes(2), RowBodies.of(RowBodies.row(RowKinds.table(row.getInt(1)), row.getBytes(2))));
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT body FROM log")) {
                while (row.next()) {
                    Block.Single single = RowBodies.single(row.getBytes(1));
                    same(row.getBytes(1), RowBodies.of(single));
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT kind, body FROM history")) {
                while (row.next()) {
                    same(row.getBytes(2), RowBodies.of(RowBodies.item(RowKinds.item(row.getInt(1)), row.getBytes(2))));
                }
            }
        }
    }

    private static void same(byte[] stored, byte[] again) {
        assertThat(sorted(Json.tree(again))).isEqualTo(sorted(said(Json.tree(stored))));
    }

    /** A document of then, with the kind of the subject of each alert before its text. */
    private static @Nullable Object said(@Nullable Object tree) {
        return switch (tree) {
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> said = new LinkedHashMap<>();
                map.forEach((key, value) -> said.put(
                        key,
                        key.equals("subject") && value instanceof String text
                                ? List.of(text.startsWith("io://") ? "device" : "site", text)
                                : said(value)));
                yield said;
            }
            case List<?> list -> list.stream().map(OldFolderTest::said).toList();
            case null, default -> tree;
        };
    }

    private static @Nullable Object sorted(@Nullable Object tree) {
        return switch (tree) {
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> sorted = new LinkedHashMap<>();
                map.forEach((key, value) -> sorted.put(key, sorted(value)));
                yield sorted;
            }
            case List<?> list
            when list.stream().allMatch(String.class::isInstance) ->
                list.stream().sorted().toList();
            case List<?> list -> list.stream().map(OldFolderTest::sorted).toList();
            case null, default -> tree;
        };
    }

    @Test
    void theFolderHoldsEveryKindThatCouldBeStoredThen() throws Exception {
        Path folder = copy("data");
        new SqliteStore(folder).close();
        Set<String> found = new TreeSet<>();
        for (String table : List.of("log", "row", "history")) {
            rows(folder, "SELECT body FROM " + table)
                    .forEach(row -> renamed(row.getFirst(), name -> {
                        found.add(name);
                        return name;
                    }));
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(NAMES);
    }

    @Test
    void namesStayAsTheyStandInFiles() {
        Set<String> names = new HashSet<>();
        Stream.of(SiteEvent.class, Resource.class, HistoryItem.class)
                .flatMap(family -> Stream.of(family.getPermittedSubclasses()))
                .forEach(kind -> assertThat(names.add(Stored.Name.of(kind)))
                        .as("%s alone has its name", kind)
                        .isTrue());
        assertThat(names).containsAll(NAMES);
    }

    /** A folder of today opens as well, and holds the same kinds. */
    @Test
    void aFolderOfTodayHoldsEveryKindAsWell() throws Exception {
        Path folder = parent.resolve("today");
        try (SqliteStore store = new SqliteStore(folder)) {
            Everything.fill(store);
        }
        assertThat(Verification.of(folder, Map.of()).wrong()).isEmpty();
        Set<String> found = new TreeSet<>();
        for (String table : List.of("log", "row", "history")) {
            rows(folder, "SELECT body FROM " + table)
                    .forEach(row -> renamed(row.getFirst(), name -> {
                        found.add(name);
                        return name;
                    }));
        }
        assertThat(found).containsAll(NAMES);
    }
}
