package io.candelabra.core.lane;

import io.candelabra.core.command.Command;
import io.candelabra.core.state.SiteState;
import io.candelabra.driver.api.CannotServe;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Alert;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Label;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether one gateway is served, and what people are told of that: while its driver cannot serve it, the gateway does not
 * answer and has an alert with the reason. Where its driver does not come up, as where the far end is away, the gateway does not answer
 * either, without an alert: that is no matter for the settings, and no driver has to think of it. Both are compared with the
 * durable state, so they are told again where somebody has put the gateway anew, and cleared also where they were told before a
 * restart of the server.
 *
 * <p>A driver that has started is believed to serve. Where one after the other starts well, says nothing, and falls by itself soon
 * after, the gateway does not answer either, and the next one is believed when it has said so or lived for a while.
 */
final class Serving {
    /** Of an address, from its question mark on; one at the end of a sentence stays. */
    private static final Pattern QUERY = Pattern.compile("\\?\\S+");

    private static final Pattern LOGIN = Pattern.compile("://[^\\s/?#]*@");

    /** A driver that has run for so long serves. */
    static final long PROVED_MS = 60_000;
    /** So many drivers that fell soon, one after the other, and the next one is not believed at once. */
    private static final int MANY = 3;

    private final GatewayId gateway;
    private final Consumer<Report> tell;
    /** As the gateway was at the last try to start its driver. */
    private @Nullable Gateway tried;

    private @Nullable String whyNot;
    /** The last driver fell before it had started, or one after the other fell soon after. */
    private boolean doesNotStart;
    /** Drivers in a row that started well and fell by themselves soon. */
    private int soonFallen;
    /** A driver has started that is not believed yet. */
    private boolean doubted;
    /** Under the driver that runs a step got on; from any thread. */
    private volatile boolean gotOn;
    /** Why the last driver fell; absent while one runs. Read from any thread. */
    private volatile @Nullable String lastFall;
    /** Read from any thread. */
    private volatile DriverStart start = DriverStart.STARTING;
    /** People were told from outside that it is not served, and whether that is on disk by now nobody knows. */
    private boolean toldFromOutside;
    /** What the driver that runs said last of whether its gateway answers; from any thread. */
    private volatile @Nullable Boolean said;

    Serving(GatewayId gateway, Consumer<Report> tell) {
        this.gateway = gateway;
        this.tell = tell;
    }

    /** A driver is being started for the gateway as it is now. */
    void tries(Gateway now) {
        // one that fell is told as fallen until the next one runs: its reason still stands
        boolean other = tried != null && !sameDriver(now, tried);
        start = other ? DriverStart.STARTING : start;
        tried = now;
        said = null;
        gotOn = false;
    }

    /** Whether one driver can go on where the gateway is described otherwise. */
    static boolean sameDriver(Gateway now, Gateway before) {
        return now.driver().equals(before.driver())
                && now.settings().equals(before.settings())
                && now.secrets().equals(before.secrets());
    }

    /**
     * Whether a driver that could not start would find the same as before. Then it waits for its time: each try may count at
     * the far end, which locks out those who come too often.
     */
    boolean sameAsTried(Gateway now) {
        Gateway before = tried;
        return before != null && sameDriver(now, before) && now.timezone().equals(before.timezone());
    }

    /** The driver reports something. */
    void heard(Report report) {
        if (report instanceof Report.GatewaySeen seen && seen.gateway().equals(gateway)) {
            said = seen.alive();
        } else if (report instanceof Report.StepSeen) {
            gotOn = true;
        }
    }

    /**
     * The driver failed. Where it only fell, a gateway that was not served before is not served yet, and nobody knows whether the
     * reason of before still holds.
     *
     * @param started whether it had started
     * @param livedMs how long ago that was; {@link #PROVED_MS} where it fell at something that was asked of it
     */
    void failed(Throwable failed, boolean started, long livedMs, SiteState state) {
        if (started) {
            boolean soon = !gotOn && said == null && livedMs < PROVED_MS;
            soonFallen = soon ? soonFallen + 1 : 0;
        }
        said = null;
        start = DriverStart.FALLEN;
        doesNotStart = !started || soonFallen >= MANY;
        lastFall = why(failed);
        if (failed instanceof CannotServe why) {
            whyNot = Label.clean(why.why());
        } else if (whyNot != null || state.alerts().has(SiteState.key(alert("", 0)))) {
            whyNot = "the driver falls when it is started, and is tried again";
        }
    }

    /**
     * A far end is told of in the words of the connection, as the driver let them through: what is the cause of another exception
     * may hold anything, such as the address of a request. Whatever else failed is a fault of the program, whose text stands in
     * the server's log.
     */
    private static String why(Throwable failed) {
        if (failed instanceof CannotServe why) {
            return Label.clean(why.why());
        }
        Throwable far = failed instanceof UncheckedIOException wrapped ? wrapped.getCause() : failed;
        if (!(far instanceof IOException)) {
            return Command.SetAside.why(failed);
        }
        String kind = far.getClass() == IOException.class ? "" : far.getClass().getSimpleName();
        String said = withoutSecrets(Label.clean(Objects.requireNonNullElse(far.getMessage(), "")));
        if (said.isBlank()) {
            return kind.isEmpty() ? "the connection failed" : kind;
        }
        return kind.isEmpty() ? said : Label.clean(kind + ": " + said);
    }

    /** Tokens and passwords stand in the query of an address, or before its host. */
    private static String withoutSecrets(String said) {
        return QUERY.matcher(LOGIN.matcher(said).replaceAll("://")).replaceAll("");
    }

    /** Why the last driver fell, for people; empty while one runs. May be called from any thread. */
    Optional<String> lastFall() {
        return Optional.ofNullable(lastFall);
    }

    /** May be called from any thread. */
    DriverStart start() {
        return start;
    }

    /**
     * Why what is asked of the gateway fails, for people: it is not served, or its driver does not start. Empty where it is served,
     * or where its driver only fell: the next one comes in a moment.
     */
    Optional<String> whyDown() {
        return Optional.ofNullable(whyNot).or(() -> doesNotStart ? lastFall() : Optional.empty());
    }

    /** People were told from outside that it is not served: that is over when the next driver has started. */
    void toldFromOutside() {
        toldFromOutside = true;
    }

    /**
     * The driver has started: what was told of it as not served is over. One that says nothing of whether its gateway answers has
     * started because it does; that holds also where the state says otherwise from before a restart of the server.
     */
    void serves(SiteState state, long nowMs) {
        doubted = soonFallen >= MANY && said == null;
        if (!doubted) {
            believed(state, nowMs);
        }
    }

    /**
     * A driver goes on: one that was doubted may have proved itself.
     *
     * @param livedMs how long ago it started
     * @return in how many ms that has to be looked at again
     */
    long goesOn(SiteState state, long livedMs, long nowMs) {
        if (doubted && (said != null || livedMs >= PROVED_MS)) {
            doubted = false;
            soonFallen = 0;
            believed(state, nowMs);
        }
        return doubted ? PROVED_MS - livedMs : Long.MAX_VALUE;
    }

    private void believed(SiteState state, long nowMs) {
        boolean told = whyNot != null || toldFromOutside || state.alerts().has(SiteState.key(alert("", nowMs)));
        boolean down = told
                || doesNotStart
                || state.gateway(gateway).filter(now -> !now.alive()).isPresent();
        whyNot = null;
        start = DriverStart.RUNNING;
        doesNotStart = false;
        lastFall = null;
        toldFromOutside = false;
        if (told) {
            tell.accept(new Report.AlertSeen(alert("", nowMs), false));
        }
        if (down && said == null) {
            tell.accept(new Report.GatewaySeen(gateway, true));
        }
    }

    /** Tells that it does not answer, and the reason that is a matter for people, where the state does not say so yet. */
    void tellDown(SiteState state, long nowMs) {
        String why = whyNot;
        if (why != null) {
            tellWhyNot(state, why, nowMs);
        } else {
            tellDown(state);
        }
    }

    private void tellDown(SiteState state) {
        if (state.gateway(gateway).filter(Gateway::alive).isPresent()) {
            tell.accept(new Report.GatewaySeen(gateway, false));
        }
    }

    /** Tells what the state does not say yet; of a gateway that is gone, nothing. */
    void tellWhyNot(SiteState state, String why, long nowMs) {
        if (state.gateway(gateway).isEmpty()) {
            return;
        }
        tellDown(state);
        Alert alert = alert(why, nowMs);
        if (state.alerts()
                .find(SiteState.key(alert))
                .filter(standing -> standing.detail().equals(why))
                .isEmpty()) {
            tell.accept(new Report.AlertSeen(alert, true));
        }
    }

    /** The gateway was put anew: whether it answers the driver knows, and not whoever put it. */
    void sayAgain(Gateway now) {
        Boolean last = said;
        if (last != null && last != now.alive()) {
            tell.accept(new Report.GatewaySeen(gateway, last));
        }
    }

    private Alert alert(String why, long nowMs) {
        return new Alert(gateway, Alert.NOT_SERVED, why, nowMs);
    }
}
