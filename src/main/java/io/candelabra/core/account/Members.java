package io.candelabra.core.account;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.site.Composed;
import io.candelabra.core.view.View;
import io.candelabra.model.Grant;
import io.candelabra.model.Period;
import io.candelabra.model.Reach;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The people of sites, and what each of them is given there. Whoever asks here administers the site that is asked about; a person
 * who is of other sites alone is not there.
 */
public final class Members {
    /** Among the parts of an account: the site whose administrator made it. */
    private static final String MADE_IN = "candelabra/made-in";

    private final Accounts accounts;

    Members(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Everybody who is given something in a site, whether or not it holds now, in the order in which they came. */
    public List<Account> of(Caller asks, SiteId site) {
        asks.need(site, Verb.ADMINISTER);
        return accounts.accounts().stream()
                .filter(account -> account.grant(site).isPresent())
                .toList();
    }

    /** One of them; refuses anybody else, known or not, in the same words. */
    public Account one(Caller asks, SiteId site, String id) {
        asks.need(site, Verb.ADMINISTER);
        return accounts.account(id)
                .filter(account -> account.grant(site).isPresent())
                .orElseThrow(() -> Refused.noSuch("user", id));
    }

    /** One of them who does not administer the site; refuses anybody else in the same words. */
    public Account secondary(Caller asks, SiteId site, String id) {
        return Optional.of(one(asks, site, id))
                .filter(account -> account.grant(site)
                        .filter(grant -> grant.verbs().contains(Verb.ADMINISTER))
                        .isEmpty())
                .orElseThrow(() -> Refused.noSuch("user", id));
    }

    /** Changes what somebody is given in a site. Of two who do so at once neither is lost. */
    public Account change(Caller asks, SiteId site, String id, UnaryOperator<Grant> change) {
        return accounts.compose((state, now) -> {
            Optional<Grant> was = one(asks, site, id).grant(site);
            Optional<Grant> next = was.map(change);
            next.ifPresent(grant -> needLonger(state, now, asks, id, was, grant));
            return Composed.of(new Command.Entitle(id, site, was, next));
        });
    }

    /**
     * Whoever gives rights gives none that last longer than the own ones. Nobody changes how long the own ones last.
     *
     * @param was what the person has until now
     */
    private static void needLonger(View state, long nowMs, Caller asks, String id, Optional<Grant> was, Grant next) {
        Optional<Grant> own = needStill(state, nowMs, asks, next.site())
                .filter(grant -> grant.period().isPresent());
        boolean sameTime = was.map(Grant::period).equals(Optional.of(next.period()));
        if (own.isPresent() && !sameTime && (id.equals(asks.name()) || untilMs(next) > untilMs(own.get()))) {
            throw new Refused(new Refused.Rights(Verb.ADMINISTER, next.site()));
        }
    }

    /** What a person who administers a site has there at this moment: a request may be under way for long. Empty for others who ask. */
    private static Optional<Grant> needStill(View state, long nowMs, Caller asks, SiteId site) {
        if (asks.kind() != Caller.Kind.PERSON) {
            return Optional.empty();
        }
        Optional<Grant> own = state.resource(Account.class, asks.name())
                .flatMap(account -> account.grant(site))
                .filter(grant -> grant.holds(nowMs) && grant.verbs().contains(Verb.ADMINISTER));
        if (own.isEmpty()) {
            throw new Refused(new Refused.Rights(Verb.ADMINISTER, site));
        }
        return own;
    }

    private static long untilMs(Grant grant) {
        return grant.period().map(Period::untilMs).orElse(Long.MAX_VALUE);
    }

    /** Takes a role from everybody who has it in a site: one that is made again under its name is for those who are given it then. */
    public void withoutRole(Caller asks, SiteId site, String role) {
        accounts.compose((state, now) -> {
            needStill(state, now, asks, site);
            List<Command<?>> parts = new ArrayList<>();
            for (Account account : of(asks, site)) {
                Optional<Grant> was = account.grant(site);
                Optional<Reach> reach =
                        was.flatMap(Grant::reach).filter(one -> one.roles().contains(role));
                reach.ifPresent(has -> {
                    Set<String> rest = new HashSet<>(has.roles());
                    rest.remove(role);
                    parts.add(new Command.Entitle(
                            account.id(),
                            site,
                            was,
                            was.map(grant -> grant.withReach(new Reach(has.views(), has.controls(), rest)))));
                });
            }
            return Composed.of(new Command.Together(parts));
        });
    }

    /**
     * Takes everything in a site from somebody, whose sessions, keys and listeners there end. The account stays. Everybody may go
     * themselves.
     */
    public void remove(Caller asks, SiteId site, String id) {
        accounts.compose((state, now) -> {
            boolean self = id.equals(asks.name());
            if (!self) {
                needStill(state, now, asks, site);
            }
            Optional<Grant> has = self
                    ? state.resource(Account.class, id).flatMap(account -> account.grant(site))
                    : one(asks, site, id).grant(site);
            return Composed.of(new Command.Entitle(id, site, has, Optional.empty()));
        });
    }

    /**
     * Somebody who is new here.
     *
     * @param hash of the password
     * @param binding id of the binding by which the site is shown to them
     */
    public record Newcomer(Account account, String binding) {}

    /** Makes an account that is given something in a site, and shows the site to it. Refused where the name is taken. */
    public Account add(Caller asks, SiteId site, Newcomer one) {
        asks.need(site, Verb.ADMINISTER);
        return accounts.compose((state, now) -> {
            if (state.resource(Account.class, one.account().id()).isPresent()) {
                throw new Refused(
                        new Refused.Conflict("there is a user " + one.account().id() + " already"));
            }
            one.account()
                    .grant(site)
                    .ifPresent(
                            grant -> needLonger(state, now, asks, one.account().id(), Optional.empty(), grant));
            return Composed.of(
                    Command.Together.of(
                            new Command.Put(Parts.with(one.account(), MADE_IN, site.value()), Expect.ABSENT),
                            shown(state, one.binding(), one.account().id())),
                    one.account());
        });
    }

    /** Gives somebody who has an account something in a site, and shows the site to them. */
    public Account invite(
            Caller asks, SiteId site, String id, Grant grant, String binding, UnaryOperator<Account> change) {
        asks.need(site, Verb.ADMINISTER);
        return accounts.compose((state, now) -> {
            Account account = state.resource(Account.class, id).orElseThrow(() -> Refused.noSuch("user", id));
            if (account.grant(site).isPresent()) {
                throw new Refused(new Refused.Conflict(id + " belongs to it already"));
            }
            needLonger(state, now, asks, id, Optional.empty(), grant);
            Account changed = change.apply(account);
            return Composed.of(
                    Command.Together.of(
                            new Command.Put(changed, Expect.same(account)),
                            new Command.Entitle(id, site, Optional.empty(), Optional.of(grant)),
                            shown(state, binding, id)),
                    changed);
        });
    }

    /**
     * Ends an account, as {@link #remove} does; where it is given something in other sites as well, it stays there. An account that was
     * made elsewhere stays, too: its person was here by invitation.
     */
    public void end(Caller asks, SiteId site, String id) {
        accounts.compose((state, now) -> {
            needStill(state, now, asks, site);
            Account account = one(asks, site, id);
            Command<?> leave = new Command.Entitle(id, site, account.grant(site), Optional.empty());
            boolean ours = site.value().equals(account.vendor().get(MADE_IN)) || id.equals(asks.name());
            return Composed.of(
                    account.grants().size() > 1 || !ours
                            ? Command.Together.of(leave)
                            : Command.Together.of(
                                    leave, new Command.Delete(Resource.ref(Account.class, id), Expect.ANY)));
        });
    }

    private static Command<?> shown(View state, String id, String account) {
        FaceBinding binding = state.resource(FaceBinding.class, id).orElseThrow(() -> Refused.noSuch("setup", id));
        List<String> people = Stream.concat(binding.accounts().stream(), Stream.of(account))
                .distinct()
                .toList();
        return new Command.Put(Integrations.listing(binding, people), Expect.same(binding));
    }
}
