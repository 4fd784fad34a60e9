package io.candelabra.console.site;

import io.candelabra.wire.json.EvenNull;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The records that the console's answers consist of. Times are site time in ms since 1970, traits in the units of the core. */
final class Documents {
    private Documents() {}

    /** Sites of the caller. @param next what {@code after} has to be for the rest; absent at the end */
    record SiteList(
            List<SiteRow> sites, int total, @Nullable String next) {}

    /**
     * A site in a few numbers.
     *
     * @param trouble why it cannot be read just now, as a sentence; absent where it can
     * @param lastMs of the last event since the server's start; absent where there was none
     */
    record SiteRow(
            String site,
            String name,
            int devices,
            int unreachable,
            int alerts,
            int waiting,
            @Nullable Long lastMs,
            List<String> rights,
            @Nullable String trouble) {}

    /** @param devices in the area itself, without those of the areas below it */
    record AreaRow(String id, String parent, String label, int devices) {}

    /** @param next what {@code after} has to be for the rest; absent at the end, @param seq the event up to which this is true */
    record DeviceList(List<DeviceCard> devices, @Nullable String next, long seq) {}

    /**
     * A device in short.
     *
     * @param kind coarse class for people, such as {@code RollerShutter}
     * @param available whether the field can reach it now
     * @param simulated whether there is no real thing behind its gateway
     * @param traits what it is, by the names of traits; those that it has not told are absent
     * @param settable the names of the traits that can be set
     * @param stops whether it can be told to stop
     * @param latitude where it stands, as {@code longitude}; absent where it does not say
     */
    record DeviceCard(
            String id,
            String label,
            String area,
            String kind,
            boolean available,
            boolean simulated,
            Map<String, Object> traits,
            List<String> settable,
            boolean stops,
            @Nullable Double latitude,
            @Nullable Double longitude) {}

    /** The parts of a card that reports change. */
    record DevicePatch(String id, boolean available, Map<String, Object> traits) {}

    /** All of a device. @param lastChange the newest change of its states that the log was searched for; absent where that is long ago */
    record DeviceSheet(
            DeviceCard device,
            String type,
            String widget,
            GatewayRow gateway,
            List<TraitSheet> traits,
            List<StateSheet> states,
            List<CommandSheet> commands,
            @Nullable Change lastChange,
            long seq) {}

    record GatewayRow(String id, String label, String driver, boolean alive, boolean simulated) {}

    /**
     * A trait.
     *
     * @param value absent where the device has not told
     * @param target where the device is going; absent where that is the same
     * @param unit as it is written behind a number; empty for none
     * @param min the smallest that can be set; absent where open, and where it cannot be set
     */
    record TraitSheet(
            String name,
            @Nullable Object value,
            @Nullable Object target,
            String unit,
            boolean settable,
            @Nullable Double min,
            @Nullable Double max) {}

    record StateSheet(
            String name, String kind, @EvenNull @Nullable Object value) {}

    record CommandSheet(String name, List<ParameterSheet> parameters) {}

    record ParameterSheet(
            String name,
            String kind,
            @Nullable Double min,
            @Nullable Double max,
            List<String> values,
            boolean optional) {}

    /** The place in the log where something changed, and whose doing it was. */
    record Change(long seq, long atMs, Who cause) {}

    /** @param request trace id of the request; empty where there was none */
    record Who(String dialect, String who, String request) {}

    /** One event of the log. @param devices at most fifty of those that it is about, @param count how many they are in all */
    record LogLine(
            long seq,
            long atMs,
            String kind,
            Who cause,
            List<String> devices,
            int count,
            @Nullable String subject,
            @Nullable String execution,
            @Nullable String phase,
            @Nullable String failure,
            @Nullable String detail,
            List<StateChange> changes) {}

    record StateChange(String device, Map<String, @Nullable Object> states) {}

    /** Newest first. @param next what {@code before} has to be for older ones; absent where there are none */
    record LogPage(List<LogLine> lines, @Nullable Long next, long head) {}

    /**
     * An event with all that belongs to it.
     *
     * @param chain what has the same cause, oldest first
     * @param whole whether the chain was found to its ends within the part of the log that is searched
     */
    record LogChain(LogLine line, List<LogLine> chain, boolean whole, List<Attempt> webhooks) {}

    /** A message that went out, with how its last try ended. */
    record Attempt(
            String subscription,
            String message,
            long seq,
            int tries,
            boolean delivered,
            String outcome,
            long firstMs,
            long lastMs,
            long tookMs) {}

    /** What a listener is told of an event. */
    record Told(
            LogLine line,
            List<DevicePatch> devices,
            @Nullable DeviceCard card) {}

    /** The same device in several APIs. */
    record Languages(List<Language> languages, long seq) {}

    /** @param request how a client asks for it, @param absent why the API does not show it, as a sentence */
    record Language(
            String dialect,
            @Nullable String request,
            @Nullable Object answer,
            @Nullable String absent) {}

    /** @param execution id under which it is followed */
    record Started(String execution) {}

    /** @param next what {@code after} has to be for the rest; absent at the end, @param seq the event up to which this is true */
    record MapPage(List<MapPoint> points, @Nullable String next, long seq) {}

    /**
     * A device on the map.
     *
     * @param level 0 to 100; absent where it has none, or has not told
     * @param alert whether something is wrong with it
     * @param dims whether its level can be set
     */
    record MapPoint(
            String id,
            double latitude,
            double longitude,
            @Nullable Double level,
            boolean available,
            boolean alert,
            boolean dims) {}

    /** @param execution absent where nothing was left to be told, @param told how many devices are told, @param skipped the others, with the reason */
    record StartedMany(@Nullable String execution, int told, List<Skipped> skipped) {}

    record Skipped(String device, String why) {}

    /**
     * A scene.
     *
     * @param devices how many it moves
     * @param away those of them that cannot be reached now, at most fifty, @param unreachable how many they are in all
     * @param running the execution that runs it just now; absent where none does
     */
    record SceneRow(
            String id,
            String label,
            int devices,
            List<Away> away,
            int unreachable,
            @Nullable String running) {}

    record Away(String id, String label) {}

    /** @param devices in it that the caller sees, without those that are in it by their area */
    record GroupRow(String id, String label, int devices) {}

    /**
     * What a wish for a whole area or group reaches.
     *
     * @param devices that can be told, with those that cannot be reached now
     * @param away the latter, at most fifty, @param unreachable how many they are in all
     * @param others how many more are there that cannot be told this
     */
    record Reach(List<String> devices, List<Away> away, int unreachable, int others, long seq) {}

    /** @param failure why it failed; NONE where it did not, @param counts how many steps are in each phase */
    record ExecutionSheet(
            String id,
            String label,
            String phase,
            String failure,
            String failureText,
            Who cause,
            long startedMs,
            @Nullable Long endedMs,
            Map<String, Integer> counts,
            List<StepSheet> steps) {}

    record StepSheet(String device, String command, String phase, String failure, String failureText) {}

    /** @param subject a device, a gateway, or a part of the site */
    record AlertRow(String kind, String subject, @Nullable String device, String detail, long raisedMs) {}

    /** Who has access to a site beside the people in front of it. */
    record Programs(
            List<ProgramRow> programs, List<KeyRow> keys, List<SessionRow> sessions, List<ListenerRow> listeners) {}

    /**
     * A program that was let in.
     *
     * @param how it comes in: by login, key or pairing
     * @param by who let it in
     * @param seenMs when it came last; absent where it did not since the server's start
     * @param declared whether it stands in the settings file, where it has to be taken out
     */
    record ProgramRow(
            String name,
            String dialect,
            String how,
            String account,
            List<String> rights,
            String by,
            long sinceMs,
            @Nullable Long seenMs,
            int keys,
            boolean declared) {}

    /** A key, token or pairing. @param id the first letters of what is kept of it, @param seenMs absent where it was not used since the server's start */
    record KeyRow(
            String id,
            String name,
            String dialect,
            String account,
            long sinceMs,
            @Nullable Long seenMs) {}

    /** A log-in with a password. @param from the address that it came from, @param own whether the request itself came in with it */
    record SessionRow(String id, String account, String dialect, String from, long sinceMs, long seenMs, boolean own) {}

    /** @param listeners that are told events of the site as they happen, by the console's stream */
    record ListenerRow(String account, int listeners) {}

    record WebhookRow(
            String id,
            String dialect,
            String kind,
            String url,
            boolean enabled,
            @Nullable String off,
            long behind,
            List<Attempt> last) {}
}
