package io.candelabra.dialect.lutron.quantum;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.secret.Vault;
import io.candelabra.core.site.Composed;
import io.candelabra.core.site.Sites;
import io.candelabra.dialect.api.DeclaredKind;
import io.candelabra.dialect.lutron.leap.feed.OccupancyNews;
import io.candelabra.model.Alert;
import io.candelabra.model.Cause;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.push.Credentials;
import io.candelabra.push.Webhooks;
import io.candelabra.wire.out.Outcome;
import io.candelabra.wire.out.Sender;
import io.candelabra.wire.out.Senders;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/** The occupancy webhook of a server: one for each binding. Only the installer of a server sets it. */
public final class QuantumWebhook {
    private static final int LONGEST = 2_000;
    private static final long TRY_S = 20;

    /** As a settings file says it: lines of the form {@code webhook.SITE.setting}. */
    public static final DeclaredKind<Wanted> DECLARED = new DeclaredKind<>(
            "webhook",
            Set.of("url", "key-file", "root-file", "enabled"),
            true,
            Wanted.class,
            lines -> new Wanted(
                    lines.needed("url"),
                    lines.secret("key-file").orElseThrow(() -> lines.wrong("key-file", "is needed")),
                    lines.content("root-file").orElseThrow(() -> lines.wrong("root-file", "is needed")),
                    lines.yes("enabled").orElse(true)));

    private final Sites sites;
    private final OccupancyNews news;
    private final Webhooks webhooks;
    private final Sender sender;
    private final Vault vault;
    private final RandomGenerator random;

    /** @param random cryptographically strong */
    QuantumWebhook(
            Sites sites, OccupancyNews news, Webhooks webhooks, Sender sender, Vault vault, RandomGenerator random) {
        this.sites = sites;
        this.news = news;
        this.webhooks = webhooks;
        this.sender = sender;
        this.vault = vault;
        this.random = random;
    }

    /**
     * A webhook as it is wanted.
     *
     * @param key that the receiver asks for, sent bare in {@code Authorization}
     * @param rootPem the only root certificate that the receiver's may come from
     */
    public record Wanted(String url, String key, String rootPem, boolean enabled) {
        public Wanted {
            Objects.requireNonNull(url);
            Objects.requireNonNull(key);
            Objects.requireNonNull(rootPem);
        }

        /** Never the key. */
        @Override
        public String toString() {
            return "Wanted[" + url + "]";
        }
    }

    /** The webhook of a server, as it is stored. */
    Optional<Subscription> find(FaceBinding server) {
        return sites.view(Caller.CORE, server.site()).resource(Subscription.class, id(server));
    }

    /** Sets the webhook, which tells events from now on. */
    Subscription put(FaceBinding server, Wanted wanted, Caller caller, Cause cause) {
        refusal(wanted)
                .or(() -> sender.refusal(wanted.url()).map(why -> Refused.invalid("url", why)))
                .ifPresent(why -> {
                    throw why;
                });
        return store(server, wanted, caller, cause);
    }

    /**
     * Sets the webhook unless it is set just so; whether that changed anything. Does not look whether the address can
     * be found just now: a server starts also while names cannot be resolved, and each message looks for itself.
     */
    boolean declare(FaceBinding server, Wanted wanted, Caller caller, Cause cause) {
        refusal(wanted).ifPresent(why -> {
            throw why;
        });
        if (holds(server, wanted)) {
            return false;
        }
        store(server, wanted, caller, cause);
        return true;
    }

    private Subscription store(FaceBinding server, Wanted wanted, Caller caller, Cause cause) {
        String sealed = Credentials.create("", wanted.key(), random).seal(vault);
        Map.Entry<String, String> begin =
                Webhooks.fromHere(sites.view(Caller.CORE, server.site()).seq());
        Subscription subscription = new Subscription(
                id(server),
                QuantumFace.DIALECT,
                QuantumPushes.OCCUPANCY,
                wanted.url(),
                Credentials.KEY,
                sealed,
                wanted.enabled(),
                Map.of(
                        QuantumPushes.AREA,
                        server.area(),
                        Credentials.ROOT,
                        wanted.rootPem(),
                        begin.getKey(),
                        begin.getValue()));
        sites.submit(caller, server.site(), new Command.Put(subscription), cause);
        return subscription;
    }

    private boolean holds(FaceBinding server, Wanted wanted) {
        return find(server)
                .filter(s -> s.url().equals(wanted.url())
                        && s.enabled() == wanted.enabled()
                        && s.vendor().getOrDefault(QuantumPushes.AREA, "").equals(server.area())
                        && s.vendor().getOrDefault(Credentials.ROOT, "").equals(wanted.rootPem())
                        && Credentials.open(vault, s.secretHandle()).secret().equals(wanted.key()))
                .isPresent();
    }

    /** Switches the webhook on or off; all else stays, and where it is on again it tells first how it is. */
    void enable(FaceBinding server, boolean enabled, Caller caller, Cause cause) {
        String id = id(server);
        sites.compose(
                caller,
                server.site(),
                (state, nowMs) -> {
                    Subscription set = state.resource(Subscription.class, id)
                            .orElseThrow(() -> Refused.noSuch("webhook of", server.id()));
                    return Composed.of(
                            set.enabled() == enabled
                                    ? new Command.ClearAlert(Alert.WEBHOOK_DISABLED, Alert.Subject.of(id))
                                    : new Command.Put(set.withEnabled(enabled), Expect.same(set)));
                },
                cause);
    }

    /** The root certificate that a webhook trusts, as PEM text. */
    static String rootOf(Subscription webhook) {
        return webhook.vendor().getOrDefault(Credentials.ROOT, "");
    }

    /** Ends the webhook; messages that were not delivered are dropped. */
    void delete(FaceBinding server, Caller caller, Cause cause) {
        Resource.Ref ref = Resource.ref(Subscription.class, id(server));
        if (!sites.submit(caller, server.site(), new Command.Delete(ref, Expect.ANY), cause)) {
            throw Refused.noSuch("webhook of", server.id());
        }
    }

    /** Sends how it is now in one area, and tells in words what came of it. */
    String tryOut(FaceBinding server) {
        Optional<Subscription> subscription = find(server).filter(Subscription::enabled);
        List<OccupancyNews.News> all = news.all(sites.view(Caller.CORE.within(server.area()), server.site()));
        if (subscription.isEmpty() || all.isEmpty()) {
            throw new Refused(new Refused.Conflict("there is no webhook to try, or no area with sensors"));
        }
        try {
            return spelled(webhooks.tryOut(server.site(), subscription.get(), QuantumPushes.message(all.getFirst()))
                    .get(TRY_S, TimeUnit.SECONDS)
                    .outcome());
        } catch (TimeoutException silent) {
            return "unreachable: nothing was heard for " + TRY_S + " s";
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a trial ended without an outcome", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "unreachable: the server stops";
        }
    }

    /**
     * A message that was sent, or was to be.
     *
     * @param outcome of the last try, in words
     */
    public record Sent(String id, String kind, long atMs, int tries, String outcome) {}

    /** The last messages since the server's start; the newest first. */
    List<Sent> sent(FaceBinding server) {
        return webhooks.deliveries(server.site(), id(server)).stream()
                .map(d -> new Sent(
                        d.id(),
                        d.kind().name().toLowerCase(java.util.Locale.ROOT),
                        d.lastMs(),
                        d.tries(),
                        spelled(d.outcome())))
                .toList();
    }

    private static String spelled(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answer -> "answered " + answer.status();
            case Outcome.Unreachable unreachable -> "unreachable: " + unreachable.why();
            case Outcome.Forbidden forbidden -> "forbidden: " + forbidden.why();
        };
    }

    private Optional<Refused> refusal(Wanted wanted) {
        String key = wanted.key();
        if (key.isEmpty() || key.length() > LONGEST || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
            return Optional.of(Refused.invalid("authenticationKey", "has to be printable letters without blanks"));
        }
        if (wanted.url().length() > LONGEST || !wanted.url().startsWith("https://")) {
            return Optional.of(Refused.invalid("url", "has to begin with https://"));
        }
        return Senders.refusal(wanted.rootPem()).map(why -> Refused.invalid("rootCertificatePem", why));
    }

    private static String id(FaceBinding server) {
        return "quantum-" + server.id().replace(' ', '-');
    }
}
