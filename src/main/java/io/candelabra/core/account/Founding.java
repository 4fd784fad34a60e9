package io.candelabra.core.account;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.site.Composed;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.core.view.View;
import io.candelabra.model.Cause;
import io.candelabra.model.Grant;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Profile;
import io.candelabra.model.SiteId;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Sites that people found for themselves. Whoever asks here has looked whether they may. Each begins empty, with its founder as the
 * one person; its number is bounded, for each person and for all.
 *
 * <p>The site's profile is stored first, under a name that nobody can guess, then account and binding in one commit. A crash between leaves an
 * empty site that nobody sees.
 */
public final class Founding {
    /** Among a binding's parts, when the site was founded. */
    private static final String FOUNDED = "founded";

    private static final int MOST_OF_ONE = 20;
    private static final int MOST = 5_000;

    private final Sites sites;
    private final Accounts accounts;

    public Founding(Sites sites, Accounts accounts) {
        this.sites = sites;
        this.accounts = accounts;
    }

    /**
     * A site that is to be.
     *
     * @param binding shows the site to its founder
     * @param grant of the founder
     */
    public record Plan(Profile profile, FaceBinding binding, Grant grant) {
        private FaceBinding marked(long nowMs) {
            return new FaceBinding(
                    binding.id(),
                    binding.dialect(),
                    binding.site(),
                    binding.address(),
                    binding.area(),
                    binding.accounts(),
                    Map.of(FOUNDED, Long.toString(nowMs)));
        }
    }

    /** Makes an account that has the grant of the plan, and its first site. Refused where the name is taken. */
    public void newcomer(Account account, Plan plan, Cause cause) {
        free(accounts.state(), account.id());
        lay(plan, cause);
        accounts.because(cause).compose((state, now) -> {
            free(state, account.id());
            room(state);
            return Composed.of(Command.Together.of(
                    new Command.Put(account, Expect.ABSENT), new Command.Put(plan.marked(accounts.nowMs()))));
        });
    }

    /** Gives somebody who has an account a site of their own. */
    public void another(String founder, Plan plan, UnaryOperator<Account> change, Cause cause) {
        room(accounts.state(), founder);
        lay(plan, cause);
        accounts.because(cause).compose((state, now) -> {
            room(state, founder);
            Account account = state.resource(Account.class, founder).orElseThrow(() -> Refused.noSuch("user", founder));
            Account changed = change.apply(account).with(plan.binding().site(), Optional.of(plan.grant()));
            return Composed.of(Command.Together.of(
                    new Command.Put(changed, Expect.same(account)), new Command.Put(plan.marked(accounts.nowMs()))));
        });
    }

    private void lay(Plan plan, Cause cause) {
        sites.submit(Caller.CORE, plan.binding().site(), new Command.Put(plan.profile()), cause);
    }

    private static void free(View state, String account) {
        if (state.resource(Account.class, account).isPresent()) {
            throw new Refused(new Refused.Conflict("there is a user " + account + " already"));
        }
    }

    private static void free(SiteState state, String account) {
        free(View.whole(state), account);
        room(View.whole(state));
    }

    private static void room(SiteState state, String founder) {
        room(View.whole(state), founder);
    }

    private static void room(View state, String founder) {
        room(state);
        long own = state.resources(FaceBinding.class).stream()
                .filter(Founding::founded)
                .filter(binding -> binding.accounts().contains(founder))
                .count();
        if (own >= MOST_OF_ONE) {
            throw new Refused(new Refused.TooMany("setup", MOST_OF_ONE));
        }
    }

    private static void room(View state) {
        if (state.resources(FaceBinding.class).stream()
                        .filter(Founding::founded)
                        .count()
                >= MOST) {
            throw new Refused(new Refused.TooMany("setup", MOST));
        }
    }

    private static boolean founded(FaceBinding binding) {
        return binding.vendor().containsKey(FOUNDED);
    }

    /**
     * Ends a site that its founder has to itself and that has no gateway, and takes the founder off it: nobody is left behind. The
     * account ends too, unless it is given something elsewhere. False where it is another site, and then nothing changes.
     */
    public boolean abandon(Caller asks, SiteId site, String founder, Cause cause) {
        asks.need(site, Resource.Verb.ADMINISTER);
        if (sites.view(Caller.CORE, site).gateways().findAny().isPresent()) {
            return false;
        }
        return accounts.because(cause).compose((state, now) -> {
            Optional<Account> account = state.resource(Account.class, founder);
            Optional<FaceBinding> own = state.resources(FaceBinding.class).stream()
                    .filter(binding -> binding.site().equals(site))
                    .reduce((one, other) -> other)
                    .filter(Founding::founded);
            boolean alone = account.isPresent()
                    && own.isPresent()
                    && state.resources(Account.class).stream()
                            .noneMatch(other -> !other.id().equals(founder)
                                    && other.grant(site).isPresent());
            return Composed.of(
                    alone ? leave(account.orElseThrow(), own.orElseThrow()) : Command.Together.NOTHING, alone);
        });
    }

    private static Command.Together leave(Account account, FaceBinding own) {
        Account left = account.with(own.site(), Optional.empty());
        return Command.Together.of(
                new Command.EndSessions(account.id(), Optional.of(own.id()), Optional.empty()),
                left.grants().isEmpty()
                        ? new Command.Delete(account.ref(), Expect.ANY)
                        : new Command.Put(left, Expect.same(account)),
                new Command.Delete(own.ref(), Expect.ANY));
    }
}
