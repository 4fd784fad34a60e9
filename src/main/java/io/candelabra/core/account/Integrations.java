package io.candelabra.core.account;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.site.Composed;
import io.candelabra.core.state.Lookup;
import io.candelabra.core.view.View;
import io.candelabra.model.Cause;
import io.candelabra.model.Grant;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.AccessKey;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Integration;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.WayIn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Programs that an administrator let in. All that one needs (account, binding, keys) is made in one step and ends in one, so
 * that a crash leaves either all of it or nothing.
 */
public final class Integrations {
    private final Accounts accounts;

    Integrations(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * A key to be made.
     *
     * @param kind how the dialect calls such keys
     */
    public record Key(String secret, String kind, Map<String, String> vendor) {
        /** Never the secret itself. */
        @Override
        public String toString() {
            return "Key[" + kind + "]";
        }
    }

    /**
     * A program that is to be let in.
     *
     * @param shown the binding to look through, made where there is none with its id; the accounts that it lists do not
     *     count
     * @param account made where there is none
     * @param password of an account that is made; without one nobody comes in by a password
     * @param verbs the account's rights in the site, beside those that it has already
     */
    public record Wanted(
            String name,
            FaceBinding shown,
            WayIn way,
            String account,
            Optional<String> password,
            Set<Verb> verbs,
            List<Key> keys,
            String origin) {
        /** Never the secrets themselves. */
        @Override
        public String toString() {
            return "Wanted[" + name + "]";
        }
    }

    /** The same, with another cause of the changes. The right is asked by whoever calls, in the site that a program looks at. */
    public Integrations because(Cause cause) {
        return new Integrations(accounts.by(Caller.CORE, cause));
    }

    public List<Integration> all() {
        return accounts.state().resources(Integration.class).stream().toList();
    }

    public Optional<Integration> find(String name) {
        return accounts.state().resource(Integration.class, name);
    }

    /** Lets a program in. Refused if there is one of the name, or if it contradicts a stored one. */
    public Integration add(Wanted wanted) {
        PasswordHash passwords = accounts.passwords();
        // hashing takes its time, so it is done before the writer's turn
        String hash = wanted.password().map(passwords::hash).orElseGet(passwords::ofNobody);
        return accounts.compose((state, now) -> {
            if (state.resource(Integration.class, wanted.name()).isPresent()) {
                throw conflict("there is an integration " + wanted.name() + " already");
            }
            List<Command<?>> parts = new ArrayList<>();
            Optional<Account> known = state.resource(Account.class, wanted.account());
            if (known.isPresent() && wanted.password().isPresent()) {
                throw conflict("there is an account " + wanted.account() + " already, which has its password");
            }
            Account account = granted(
                    known.orElseGet(() -> new Account(wanted.account(), wanted.name(), hash, List.of(), Map.of())),
                    wanted);
            if (known.filter(account::equals).isEmpty()) {
                parts.add(new Command.Put(account, Expect.as(known)));
            }
            boolean listed = bind(wanted, state, parts);
            List<String> keys = new ArrayList<>();
            for (Key key : wanted.keys()) {
                String id = Secrets.kept(key.secret());
                Optional<AccessKey> other = state.resource(AccessKey.class, id);
                if (other.filter(k -> !k.account().equals(wanted.account())
                                || !k.dialect().equals(key.kind()))
                        .isPresent()) {
                    throw conflict("that key is in use already");
                }
                AccessKey made = new AccessKey(
                        id,
                        wanted.name(),
                        wanted.account(),
                        key.kind(),
                        wanted.shown().id(),
                        accounts.nowMs(),
                        key.vendor());
                parts.add(new Command.Put(made, Expect.as(other)));
                keys.add(id);
            }
            Integration integration = new Integration(
                    wanted.name(),
                    wanted.shown().dialect(),
                    wanted.shown().site(),
                    wanted.shown().id(),
                    wanted.way(),
                    wanted.account(),
                    known.isEmpty(),
                    listed,
                    keys,
                    wanted.origin(),
                    accounts.nowMs());
            parts.add(new Command.Put(integration, Expect.ABSENT));
            return Composed.of(new Command.Together(parts), integration);
        });
    }

    private static Account granted(Account account, Wanted wanted) {
        List<Grant> grants = new ArrayList<>(account.grants());
        Optional<Grant> has = grants.stream()
                .filter(g -> g.site().equals(wanted.shown().site()))
                .findFirst();
        Set<Verb> verbs = new HashSet<>(wanted.verbs());
        has.ifPresent(g -> verbs.addAll(g.verbs()));
        Grant all = new Grant(
                wanted.shown().site(),
                verbs,
                has.map(Grant::hiddenDevices).orElse(Set.of()),
                has.flatMap(Grant::reach),
                has.flatMap(Grant::period));
        if (has.isPresent()) {
            grants.set(grants.indexOf(has.get()), all);
        } else {
            grants.add(all);
        }
        return new Account(account.id(), account.displayName(), account.passwordHash(), grants, account.vendor());
    }

    /** Whether the account was not listed before. */
    private static boolean bind(Wanted wanted, View state, List<Command<?>> parts) {
        Optional<FaceBinding> there =
                state.resource(FaceBinding.class, wanted.shown().id());
        FaceBinding shown = there.orElseGet(() -> listing(wanted.shown(), List.of()));
        if (!shown.site().equals(wanted.shown().site())
                || !shown.dialect().equals(wanted.shown().dialect())) {
            throw conflict(shown.id() + " shows " + shown.site() + ", and not "
                    + wanted.shown().site());
        }
        List<String> listed = shown.accounts();
        if (listed.contains(wanted.account())) {
            return false;
        }
        FaceBinding more = listing(
                shown,
                Stream.concat(listed.stream(), Stream.of(wanted.account())).toList());
        parts.add(new Command.Put(more, Expect.as(there)));
        return true;
    }

    static FaceBinding listing(FaceBinding binding, List<String> people) {
        return new FaceBinding(
                binding.id(),
                binding.dialect(),
                binding.site(),
                binding.address(),
                binding.area(),
                people,
                binding.vendor());
    }

    /**
     * Lets a program in as somebody declares it at each start: the same again changes nothing, something else under the same
     * name ends what was there first.
     *
     * @return whether anything changed
     */
    public boolean declare(Wanted wanted) {
        Optional<Integration> there = find(wanted.name());
        if (there.filter(old -> holds(old, wanted)).isPresent()) {
            return false;
        }
        if (there.isPresent()) {
            if (!there.get().origin().equals(wanted.origin())) {
                throw conflict("there is an integration " + wanted.name() + " already, let in by "
                        + there.get().origin());
            }
            revoke(wanted.name());
        }
        add(wanted);
        return true;
    }

    private boolean holds(Integration old, Wanted wanted) {
        Set<String> keys = new HashSet<>();
        wanted.keys().forEach(key -> keys.add(Secrets.kept(key.secret())));
        Optional<Account> account = accounts.account(old.account());
        return old.binding().equals(wanted.shown().id())
                && old.site().equals(wanted.shown().site())
                && old.way() == wanted.way()
                && old.account().equals(wanted.account())
                && old.origin().equals(wanted.origin())
                && keys.equals(Set.copyOf(old.keys()))
                && keys.stream()
                        .allMatch(key ->
                                accounts.state().resource(AccessKey.class, key).isPresent())
                && accounts.binding(old.binding())
                        .filter(b -> b.accounts().contains(old.account()))
                        .isPresent()
                && account.filter(a -> granted(a, wanted).equals(a)).isPresent()
                && wanted.password()
                        .map(p -> accounts.passwords()
                                .fits(p, account.map(Account::passwordHash).orElse("")))
                        .orElse(true);
    }

    /**
     * Ends a program's access: its keys, its pairings and what it has open are gone, and its account where that was made for
     * it. Where another program uses the same account, that one takes over what both need.
     */
    public Integration revoke(String name) {
        return accounts.compose((state, now) -> {
            Integration gone =
                    state.resource(Integration.class, name).orElseThrow(() -> Refused.noSuch("integration", name));
            List<Integration> others = state.resources(Lookup.integrationsOf(gone.account())).stream()
                    .filter(i -> !i.id().equals(name))
                    .toList();
            boolean stillLooks = others.stream().anyMatch(i -> i.binding().equals(gone.binding()));
            List<Command<?>> parts = new ArrayList<>();
            parts.add(new Command.Delete(gone));
            Set<String> kept = others.isEmpty() ? Set.of() : bequeath(gone, others.getFirst(), state, parts);
            for (AccessKey key : state.resources(AccessKey.class)) {
                boolean its = gone.keys().contains(key.id()) && !kept.contains(key.id());
                boolean paired = key.account().equals(gone.account())
                        && key.binding().equals(gone.binding())
                        && gone.ownAccount()
                        && !stillLooks
                        && !kept.contains(key.id());
                if (its || paired) {
                    parts.add(new Command.Delete(key.ref(), Expect.ANY));
                }
            }
            if (gone.ownListing() && !stillLooks) {
                leave(gone, state, parts);
            }
            if (gone.ownAccount() && others.isEmpty()) {
                parts.add(new Command.Delete(Resource.ref(Account.class, gone.account()), Expect.ANY));
            }
            return Composed.of(new Command.Together(parts), gone);
        });
    }

    /** Keys that open more than the one binding, and the account itself, go to another program of the same account. */
    private static Set<String> bequeath(Integration gone, Integration heir, View state, List<Command<?>> parts) {
        Set<String> shared = new HashSet<>();
        if (heir.dialect().equals(gone.dialect())) {
            gone.keys().stream()
                    .filter(id -> state.resource(AccessKey.class, id)
                            .filter(key -> !key.dialect().equals(gone.dialect()))
                            .isPresent())
                    .forEach(shared::add);
        }
        List<String> keys =
                Stream.concat(heir.keys().stream(), shared.stream()).distinct().toList();
        Integration richer = new Integration(
                heir.id(),
                heir.dialect(),
                heir.site(),
                heir.binding(),
                heir.way(),
                heir.account(),
                heir.ownAccount() || gone.ownAccount(),
                heir.ownListing() || gone.ownListing() && heir.binding().equals(gone.binding()),
                keys,
                heir.origin(),
                heir.createdMs());
        if (!richer.equals(heir)) {
            parts.add(new Command.Put(richer, Expect.same(heir)));
        }
        return shared;
    }

    private static void leave(Integration gone, View state, List<Command<?>> parts) {
        state.resource(FaceBinding.class, gone.binding()).ifPresent(shown -> {
            List<String> rest = shown.accounts().stream()
                    .filter(a -> !a.equals(gone.account()))
                    .toList();
            parts.add(new Command.Put(listing(shown, rest), Expect.same(shown)));
        });
        parts.add(new Command.EndSessions(gone.account(), Optional.of(gone.binding()), Optional.empty()));
    }

    private static Refused conflict(String what) {
        return new Refused(new Refused.Conflict(what));
    }
}
