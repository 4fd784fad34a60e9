package io.candelabra.core.account;

import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.feed.Cursors;
import io.candelabra.core.site.Composed;
import io.candelabra.core.site.Composer;
import io.candelabra.core.site.Sites;
import io.candelabra.core.site.Trial;
import io.candelabra.core.state.Lookup;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Cause;
import io.candelabra.model.Grant;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.AccessKey;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The door to the system site: accounts, access keys and face bindings; {@link Sessions} and {@link Cursors} hang from it.
 *
 * <p>A person or program that has proved who it is gets a {@link Caller} from {@link #caller}. Changes are on disk when a method returns.
 */
public final class Accounts {
    /** The site that all of this lives in. */
    public static final SiteId SYSTEM = new SiteId("system");

    private final Sites sites;
    private final InstantSource wallClock;
    private final RandomGenerator random;
    private final PasswordHash passwords;
    private final SignIn signIn;
    private final List<Consumer<String>> afterPasswords;
    private final Caller who;
    private final Cause why;
    private final Unstored unstored;
    private final Sessions sessions;
    private final Cursors cursors;
    private final Lookers lookers;

    /**
     * @param wallClock the time that sessions, limits and tokens live in
     * @param random cryptographically strong
     */
    public Accounts(Sites sites, InstantSource wallClock, RandomGenerator random, PasswordHash passwords) {
        this.sites = sites;
        this.wallClock = wallClock;
        this.random = random;
        this.passwords = passwords;
        this.afterPasswords = new CopyOnWriteArrayList<>();
        this.who = Caller.CORE;
        this.why = Cause.CLOCK;
        this.unstored = new Unstored(this);
        this.sessions = new Sessions(this, unstored);
        this.cursors = new Cursors(unstored);
        this.lookers = new Lookers();
        this.signIn = new SignIn(this, random);
    }

    private Accounts(Accounts same, Caller who, Cause why) {
        this.sites = same.sites;
        this.wallClock = same.wallClock;
        this.random = same.random;
        this.passwords = same.passwords;
        this.afterPasswords = same.afterPasswords;
        this.unstored = same.unstored;
        this.sessions = same.sessions;
        this.cursors = same.cursors;
        this.lookers = same.lookers;
        this.signIn = same.signIn;
        this.who = who;
        this.why = why;
    }

    /** The same door for one caller, whose rights are asked and who is named as the cause of the changes. */
    public Accounts by(Caller caller, Cause cause) {
        return new Accounts(this, caller, cause);
    }

    /** The same door, with another cause of the changes; whoever uses it has asked for the rights. */
    public Accounts because(Cause cause) {
        return new Accounts(this, who, cause);
    }

    public Sessions sessions() {
        return sessions;
    }

    public Cursors cursors() {
        return cursors;
    }

    /** The people of sites, and what they are given there. */
    public Members members() {
        return new Members(this);
    }

    /** Secrets in letters, each good for one thing and once. */
    public Slips slips() {
        return new Slips(this);
    }

    /** Whether a letter may be written to somebody: one in five minutes, whoever asks. */
    public boolean mayBeWritten(String id) {
        return signIn.mayBeWritten(id);
    }

    /** Programs that an administrator let in. */
    public Integrations integrations() {
        return new Integrations(this);
    }

    // ---- accounts ----

    public Optional<Account> account(String id) {
        return state().resource(Account.class, id);
    }

    public List<Account> accounts() {
        return state().resources(Account.class).stream().toList();
    }

    /** Makes an account with a password; one that is there keeps its vendor parts but gets all else anew. */
    public Account putAccount(String id, String displayName, String password, List<Grant> grants) {
        return putHashed(id, displayName, hash(password), grants);
    }

    /** The hash of a password, for {@link #putHashed}. It takes some tens of milliseconds of a processor. */
    public String hash(String password) {
        return passwords.hash(password);
    }

    /** The same as {@link #putAccount} with a password that was hashed before. */
    public Account putHashed(String id, String displayName, String hash, List<Grant> grants) {
        return compose((state, now) -> {
            Optional<Account> old = state.resource(Account.class, id);
            Map<String, String> vendor = old.map(Account::vendor).orElse(Map.of());
            Account account = new Account(id, displayName, hash, grants, vendor);
            return Composed.of(new Command.Put(account, Expect.as(old)), account);
        });
    }

    /** Changes an account that is there; empty where there is none. */
    public Optional<Account> changeAccount(String id, UnaryOperator<Account> change) {
        return compose((state, now) -> {
            Optional<Account> old = state.resource(Account.class, id);
            Optional<Account> changed = old.map(change);
            Command<?> command =
                    changed.isPresent() ? new Command.Put(changed.get(), Expect.as(old)) : Command.Together.NOTHING;
            return Composed.of(command, changed);
        });
    }

    /**
     * Sets another password. Log-ins with the old one end: sessions and their listeners end, and proofs that
     * were made of it are worth nothing. Keys stay, since they were not made of a password. False where there is no such
     * account.
     */
    public boolean changePassword(String id, String password) {
        return changePassword(id, a -> true, UnaryOperator.identity(), passwords.hash(password), Optional.empty());
    }

    /** The same where the password is still the one that was seen; false where it is another by now. */
    public boolean changePassword(Account seen, String password) {
        return changePassword(seen, password, Optional.empty());
    }

    /** The same, and one session goes on: that of the person who changes it. */
    public boolean changePassword(Account seen, String password, Optional<String> but) {
        return changePassword(
                seen.id(),
                a -> a.passwordHash().equals(seen.passwordHash()),
                UnaryOperator.identity(),
                passwords.hash(password),
                but);
    }

    /** The same with another change of the account; every session ends. */
    boolean changePassword(String id, Predicate<Account> still, UnaryOperator<Account> also, String hash) {
        return changePassword(id, still, also, hash, Optional.empty());
    }

    private boolean changePassword(
            String id, Predicate<Account> still, UnaryOperator<Account> also, String hash, Optional<String> but) {
        // those that wait to be stored end as well: they are stored first, or the change is refused as they were
        unstored.store();
        boolean changed = compose((state, now) -> {
            Optional<Account> old = state.resource(Account.class, id).filter(still);
            Command.Together both = old.map(a -> Command.Together.of(
                            new Command.Put(Parts.hashed(also.apply(a), hash), Expect.same(a)),
                            new Command.EndSessions(id, Optional.empty(), but)))
                    .orElse(Command.Together.NOTHING);
            return Composed.of(both, old.isPresent());
        });
        if (changed) {
            afterPasswords.forEach(then -> then.accept(id));
        }
        return changed;
    }

    /** Tells something the account after each change of a password, on the thread that changed it. */
    public void afterPasswords(Consumer<String> then) {
        afterPasswords.add(then);
    }

    /** Removes an account with its sessions, listeners and keys, and takes it out of every binding. */
    public void removeAccount(String id) {
        submit(new Command.Delete(Resource.ref(Account.class, id), Expect.ANY));
    }

    /**
     * Checks a password. Takes as long for an account that does not exist as for one that does.
     *
     * @param address where the request comes from
     */
    public Login login(String account, String password, String address) {
        return signIn.login(account, password, address);
    }

    /** The same for proofs that come with every request: a right one is believed for five minutes without a new check. */
    public Login basic(String account, String password, String address) {
        return signIn.basic(account, password, address);
    }

    /** From now on an address is one that the account's owner comes from: strangers elsewhere keep nobody out there. */
    public void comesFrom(Account account, String address) {
        signIn.comesFrom(account, address);
    }

    // ---- keys ----

    /** A key and, this once, its secret. */
    public record Issued(AccessKey key, String secret) {}

    /** Makes a key for an account. */
    public Issued issueKey(String name, String account, String dialect, String binding, Map<String, String> vendor) {
        String secret = Secrets.fresh(random);
        return new Issued(putKey(secret, name, account, dialect, binding, vendor), secret);
    }

    /** Makes a key of a secret that was handed out before. */
    public AccessKey putKey(
            String secret, String name, String account, String dialect, String binding, Map<String, String> vendor) {
        AccessKey key = new AccessKey(Secrets.kept(secret), name, account, dialect, binding, nowMs(), vendor);
        submit(new Command.Put(key));
        return key;
    }

    /** The key that has this secret; it counts as used now. */
    public Optional<AccessKey> key(String secret) {
        return sessions.shown(state().resource(AccessKey.class, Secrets.kept(secret)));
    }

    public List<AccessKey> keys(String dialect) {
        return state().resources(Lookup.keysTo(dialect));
    }

    /** Makes a key worthless, and ends its listeners. */
    public void revokeKey(String id) {
        submit(new Command.Delete(Resource.ref(AccessKey.class, id), Expect.ANY));
    }

    // ---- bindings ----

    public void putBinding(FaceBinding binding) {
        submit(new Command.Put(binding));
    }

    public Optional<FaceBinding> binding(String id) {
        return state().resource(FaceBinding.class, id);
    }

    /** The bindings of a dialect that an account may look through now, in their order. */
    public List<FaceBinding> bindings(String dialect, String account) {
        Optional<Account> who = account(account);
        return state().resources(Lookup.bindingsOf(account)).stream()
                .filter(b -> b.dialect().equals(dialect))
                .filter(b -> who.flatMap(a -> a.grant(b.site()))
                        .map(grant -> grant.holds(nowMs()))
                        .orElse(true))
                .toList();
    }

    public List<FaceBinding> bindings(String dialect) {
        return state().resources(Lookup.bindingsTo(dialect));
    }

    /**
     * An account that looks through a binding.
     *
     * @param caller has the account's rights in the site that the binding shows, and no others
     */
    public record Through(FaceBinding binding, Caller caller) {}

    /** An account that looks through a binding; empty where one of both is not there, or the binding is not for the account. */
    public Optional<Through> through(String account, String binding) {
        return lookers.find(state(), account, binding).filter(through -> lets(through.binding(), through.caller()));
    }

    /** Whether a caller's grant for what a binding shows holds now. Who has none is refused by the door. */
    private boolean lets(FaceBinding binding, Caller caller) {
        return caller.grant(binding.site()).map(grant -> grant.holds(nowMs())).orElse(true);
    }

    /** An account as a caller at this moment: with its rights in all sites, but those whose time is not now. */
    public Caller caller(Account account) {
        return Caller.person(account.id(), now(account, nowMs()).toList());
    }

    /** An account as a caller with all that it was given, whether or not it holds now: to show it to those who gave it. */
    public static Caller whole(Account account) {
        return Caller.person(account.id(), account.grants());
    }

    private static Stream<Grant> now(Account account, long nowMs) {
        return account.grants().stream().filter(grant -> grant.holds(nowMs));
    }

    /** The same for many bindings of one account. */
    public Function<FaceBinding, Caller> callers(Account account) {
        return callers(account, nowMs());
    }

    /** The same at a moment. */
    public static Function<FaceBinding, Caller> callers(Account account, long nowMs) {
        Map<SiteId, List<Grant>> grants = now(account, nowMs).collect(Collectors.groupingBy(Grant::site));
        return binding -> Caller.person(account.id(), grants.getOrDefault(binding.site(), List.of()))
                .within(binding.area());
    }

    /** All rights in a site, nothing hidden. */
    public static Grant owner(SiteId site) {
        return new Grant(site, Set.of(Verb.values()), Set.of());
    }

    // ---- for this room ----

    /** The system site as it is on disk. */
    SiteState state() {
        return sites.state(who, SYSTEM);
    }

    PasswordHash passwords() {
        return passwords;
    }

    long nowMs() {
        return wallClock.millis();
    }

    RandomGenerator random() {
        return random;
    }

    <A> A submit(Command<A> command) {
        return sites.submit(who, SYSTEM, command, why);
    }

    <A> A compose(Composer<A> composer) {
        return sites.compose(who, SYSTEM, composer, why);
    }

    /** The answer to which a command would lead in a state. */
    <A> Trial<A> tryOut(SiteState state, Command<A> command) {
        return sites.tryOut(state, command);
    }

    /** Stores what could not be stored before, if there is room by now. */
    public void storeWaiting() {
        unstored.store();
    }

    /** Makes a change that can be made later as well: it is left out while the disk is short. Tells whether it is on disk. */
    <A> CompletableFuture<Boolean> bookkeep(Composer<A> composer) {
        return sites.bookkeep(who, SYSTEM, composer, why);
    }

    /** Changes something that nobody waits for. */
    <A> CompletableFuture<A> composeLater(Composer<A> composer) {
        return sites.composeAsync(who, SYSTEM, composer, why);
    }
}
