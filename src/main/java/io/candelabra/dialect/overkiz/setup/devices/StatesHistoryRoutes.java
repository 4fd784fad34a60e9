package io.candelabra.dialect.overkiz.setup.devices;

import io.candelabra.core.history.Histories;
import io.candelabra.core.history.Recorder;
import io.candelabra.core.series.CalendarSpan;
import io.candelabra.core.series.Samples;
import io.candelabra.core.view.View;
import io.candelabra.core.work.Workbench;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.model.Device;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * What devices measured: value by value, or gathered by day, month or year of the setup's zone; of the device alone, or stacked with the
 * devices of its category. A span of the calendar is whole where a part of it is asked for. Times are ms since 1970, both ends included.
 */
public final class StatesHistoryRoutes implements RouteSet {
    private static final long MOST_RAW_MS = Duration.ofDays(3).toMillis();
    /** The most values of an export, the newest of them. */
    private static final int MOST_EXPORTED = 150_000;

    private static final int MOST_LIMIT = 10_000;
    private static final String CSV = "text/csv;charset=UTF-8";
    private static final Workbench READING = new Workbench("history", Workbench.hands(), 64, 1);

    private final Histories histories;

    public StatesHistoryRoutes(Histories histories) {
        this.histories = histories;
    }

    @Override
    public void routes(Routes routes) {
        routes.get(
                        "/setup/devices/{deviceURL}/states/{name}/history/annual/{from}/{to}",
                        this::getByNameAnnualByFromAndTo)
                .get(
                        "/setup/devices/{deviceURL}/states/{name}/history/stacked/annual/{from}/{to}",
                        this::getByNameStackedAnnualByFromAndTo)
                .get(
                        "/setup/devices/{deviceURL}/states/history/stacked/annual/{from}/{to}",
                        this::getStackedAnnualByFromAndTo)
                .get("/setup/devices/{deviceURL}/states/history/annual/{from}/{to}", this::getAnnualByFromAndTo)
                .get(
                        "/setup/devices/{deviceURL}/states/{name}/history/daily/{from}/{to}",
                        this::getByNameDailyByFromAndTo)
                .get(
                        "/setup/devices/{deviceURL}/states/{name}/history/stacked/daily/{from}/{to}",
                        this::getByNameStackedDailyByFromAndTo)
                .get(
                        "/setup/devices/{deviceURL}/states/{name}/history/stacked/daily/{from}/{to}/export",
                        this::getByNameStackedDailyByFromAndToExport)
                .get(
                        "/setup/devices/{deviceURL}/states/history/stacked/daily/{from}/{to}",
                        this::getStackedDailyByFromAndTo)
                .get("/setup/devices/{deviceURL}/states/history/daily/{from}/{to}", this::getDailyByFromAndTo)
                .get("/setup/devices/{deviceURL}/states/{name}/history/export", this::getByNameExport)
                .get("/setup/devices/{deviceURL}/states/{name}/history/{from}/{to}", this::getByNameAndFromAndTo)
                .get(
                        "/setup/devices/{deviceURL}/states/{name}/history/{from}/{to}/export",
                        this::getByNameAndFromAndToExport)
                .get(
                        "/setup/devices/{deviceURL}/states/{name}/history/monthly/{from}/{to}",
                        this::getByNameMonthlyByFromAndTo)
                .get(
                        "/setup/devices/{deviceURL}/states/{name}/history/montly/{from}/{to}",
                        this::getByNameMontlyByFromAndTo)
                .get(
                        "/setup/devices/{deviceURL}/states/{name}/history/stacked/monthly/{from}/{to}",
                        this::getByNameStackedMonthlyByFromAndTo)
                .get(
                        "/setup/devices/{deviceURL}/states/history/stacked/monthly/{from}/{to}",
                        this::getStackedMonthlyByFromAndTo)
                .get("/setup/devices/{deviceURL}/states/history/monthly/{from}/{to}", this::getMonthlyByFromAndTo)
                .get(
                        "/setup/devices/{deviceURL}/states/{name}/history/stacked/{from}/{to}",
                        this::getByNameStackedByFromAndTo)
                .get("/setup/devices/{deviceURL}/states/history/stacked/{from}/{to}", this::getStackedByFromAndTo)
                .get("/setup/devices/{deviceURL}/states/history/{from}/{to}", this::getByFromAndTo);
    }

    @Override
    public Map<String, Bodies> bodies() {
        Map<String, Bodies> bodies = new HashMap<>();
        String byName = "GET /setup/devices/{deviceURL}/states/{name}/history/";
        String ofAll = "GET /setup/devices/{deviceURL}/states/history/";
        for (String span : List.of("annual/", "monthly/", "daily/", "")) {
            bodies.put(byName + span + "{from}/{to}", Bodies.answers(HistoryValuesDocument.class));
            bodies.put(ofAll + span + "{from}/{to}", Bodies.listOf(HistoryValuesDocument.class));
            bodies.put(byName + "stacked/" + span + "{from}/{to}", Bodies.answers(StackedHistoryDocument.class));
            bodies.put(ofAll + "stacked/" + span + "{from}/{to}", Bodies.listOf(StackedHistoryDocument.class));
        }
        bodies.put(byName + "montly/{from}/{to}", Bodies.answers(HistoryValuesDocument.class));
        return bodies;
    }

    // ---- one state ----

    public Reply getByNameAndFromAndTo(Exchange x) {
        HistoryPeriod period = HistoryPeriod.of(x);
        Optional<Integer> limit = limit(x, period);
        return one(x, history -> history.raw(period.fromMs(), period.toMs(), limit));
    }

    public Reply getByNameDailyByFromAndTo(Exchange x) {
        return gathered(x, CalendarSpan.DAY);
    }

    public Reply getByNameMonthlyByFromAndTo(Exchange x) {
        return gathered(x, CalendarSpan.MONTH);
    }

    public Reply getByNameMontlyByFromAndTo(Exchange x) {
        return getByNameMonthlyByFromAndTo(x);
    }

    public Reply getByNameAnnualByFromAndTo(Exchange x) {
        return gathered(x, CalendarSpan.YEAR);
    }

    private Reply gathered(Exchange x, CalendarSpan span) {
        HistoryPeriod period = HistoryPeriod.of(x);
        return one(x, history -> history.gathered(span, period.fromMs(), period.toMs()));
    }

    public Reply getByNameStackedByFromAndTo(Exchange x) {
        HistoryPeriod period = HistoryPeriod.of(x).atMost(MOST_RAW_MS);
        return one(x, history -> history.stackedRaw(period.fromMs(), period.toMs()));
    }

    public Reply getByNameStackedDailyByFromAndTo(Exchange x) {
        return stacked(x, CalendarSpan.DAY);
    }

    public Reply getByNameStackedMonthlyByFromAndTo(Exchange x) {
        return stacked(x, CalendarSpan.MONTH);
    }

    public Reply getByNameStackedAnnualByFromAndTo(Exchange x) {
        return stacked(x, CalendarSpan.YEAR);
    }

    private Reply stacked(Exchange x, CalendarSpan span) {
        HistoryPeriod period = HistoryPeriod.of(x);
        return one(x, history -> history.stacked(span, period.fromMs(), period.toMs()));
    }

    // ---- all states of a device ----

    public Reply getByFromAndTo(Exchange x) {
        HistoryPeriod period = HistoryPeriod.of(x);
        Optional<Integer> limit = limit(x, period);
        return all(x, history -> history.raw(period.fromMs(), period.toMs(), limit));
    }

    public Reply getDailyByFromAndTo(Exchange x) {
        return allGathered(x, CalendarSpan.DAY);
    }

    public Reply getMonthlyByFromAndTo(Exchange x) {
        return allGathered(x, CalendarSpan.MONTH);
    }

    public Reply getAnnualByFromAndTo(Exchange x) {
        return allGathered(x, CalendarSpan.YEAR);
    }

    private Reply allGathered(Exchange x, CalendarSpan span) {
        HistoryPeriod period = HistoryPeriod.of(x);
        return all(x, history -> history.gathered(span, period.fromMs(), period.toMs()));
    }

    public Reply getStackedByFromAndTo(Exchange x) {
        HistoryPeriod period = HistoryPeriod.of(x).atMost(MOST_RAW_MS);
        return all(x, history -> history.stackedRaw(period.fromMs(), period.toMs()));
    }

    public Reply getStackedDailyByFromAndTo(Exchange x) {
        return allStacked(x, CalendarSpan.DAY);
    }

    public Reply getStackedMonthlyByFromAndTo(Exchange x) {
        return allStacked(x, CalendarSpan.MONTH);
    }

    public Reply getStackedAnnualByFromAndTo(Exchange x) {
        return allStacked(x, CalendarSpan.YEAR);
    }

    private Reply allStacked(Exchange x, CalendarSpan span) {
        HistoryPeriod period = HistoryPeriod.of(x);
        return all(x, history -> history.stacked(span, period.fromMs(), period.toMs()));
    }

    // ---- exports ----

    /** All values that are kept one by one, at most {@value #MOST_EXPORTED}, the newest of them. */
    public Reply getByNameExport(Exchange x) {
        return export(x, new HistoryPeriod(0, Long.MAX_VALUE));
    }

    public Reply getByNameAndFromAndToExport(Exchange x) {
        return export(x, HistoryPeriod.of(x).atMost(Recorder.RAW_MS));
    }

    private Reply export(Exchange x, HistoryPeriod period) {
        ZoneId zone = histories.zone(OverkizSession.of(x).state());
        return Reply.bytes(200, CSV, read(x, history -> {
            Samples samples = history.samples(period.fromMs(), period.toMs());
            CsvText csv = new CsvText("time", "value");
            for (int i = Math.max(0, samples.size() - MOST_EXPORTED); i < samples.size(); i++) {
                csv.line(
                        time(samples.atMs(i), zone),
                        history.number(samples.value(i)).toString());
            }
            return csv.bytes();
        }));
    }

    /** A column for the device, and one for each category above it. */
    public Reply getByNameStackedDailyByFromAndToExport(Exchange x) {
        HistoryPeriod period = HistoryPeriod.of(x);
        ZoneId zone = histories.zone(OverkizSession.of(x).state());
        return Reply.bytes(200, CSV, read(x, history -> {
            StackedHistoryDocument stacked = history.stacked(CalendarSpan.DAY, period.fromMs(), period.toMs());
            List<String> names = new ArrayList<>(List.of("time", "value"));
            names.addAll(stacked.stackLevels().subList(1, stacked.stackLevels().size()));
            CsvText csv = new CsvText(names.toArray(String[]::new));
            for (StackedHistoryDocument.StackedValue value : stacked.stackedHistoryValues()) {
                List<String> fields = new ArrayList<>(List.of(time(value.when(), zone)));
                value.values().forEach(number -> fields.add(number.toString()));
                csv.line(fields.toArray(String[]::new));
            }
            return csv.bytes();
        }));
    }

    private static String time(long ms, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                Instant.ofEpochMilli(ms).atZone(zone).toOffsetDateTime());
    }

    // ---- what all have in common ----

    private Reply one(Exchange x, Function<StateHistory, Object> answer) {
        return Reply.ok(read(x, answer));
    }

    private <T> T read(Exchange x, Function<StateHistory, T> answer) {
        OverkizSession session = OverkizSession.of(x);
        View view = session.state();
        Device device = session.device(view, x.path("deviceURL"));
        String state = x.path("name");
        check(device, state);
        return work(() -> answer.apply(new StateHistory(histories, view, device, state)));
    }

    private Reply all(Exchange x, Function<StateHistory, Object> answer) {
        OverkizSession session = OverkizSession.of(x);
        View view = session.state();
        Device device = session.device(view, x.path("deviceURL"));
        return Reply.ok(work(() -> histories.states(view, device).stream()
                .filter(device.states()::has)
                .map(state -> answer.apply(new StateHistory(histories, view, device, state)))
                .toList()));
    }

    static void check(Device device, String state) {
        if (device.states().find(state).filter(one -> !one.driversOwn()).isEmpty()) {
            throw OverkizFault.noSuch("state", state);
        }
    }

    /** On a thread of the machine: reading and adding up takes some ms of a processor. */
    static <T> T work(Callable<T> what) {
        try {
            return READING.work(Workbench.Client.GUEST, what);
        } catch (Workbench.Full full) {
            throw OverkizFault.quota();
        }
    }

    /** Values one by one of more than three days are asked for with a limit. */
    private static Optional<Integer> limit(Exchange x, HistoryPeriod period) {
        Optional<String> text = x.query("limit");
        if (text.isEmpty()) {
            period.atMost(MOST_RAW_MS);
            return Optional.empty();
        }
        long limit = HistoryPeriod.number("limit", text.get());
        if (limit < 1 || limit > MOST_LIMIT) {
            throw OverkizFault.invalid("Invalid limit : it is from 1 to " + MOST_LIMIT);
        }
        return Optional.of((int) limit);
    }
}
