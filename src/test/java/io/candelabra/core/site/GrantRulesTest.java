package io.candelabra.core.site;

import static io.candelabra.core.site.HandStepped.SITE;
import static io.candelabra.core.site.HandStepped.edit;
import static io.candelabra.core.site.HandStepped.lamp;
import static io.candelabra.core.site.HandStepped.lampId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.command.Command;
import io.candelabra.core.view.View;
import io.candelabra.model.Action;
import io.candelabra.model.Cause;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Gateway;
import io.candelabra.model.Grant;
import io.candelabra.model.Period;
import io.candelabra.model.Plan;
import io.candelabra.model.Reach;
import io.candelabra.model.Reach.Control;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Role;
import io.candelabra.model.Resource.Session;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.Value;
import io.candelabra.store.memory.MemoryStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What accounts are given, one by one: how it changes, what is seen by it, and what may be done. */
class GrantRulesTest {
    private static final Grant OWNER = Accounts.owner(SITE);
    private static final Grant NONE = grant(Reach.NOTHING);

    private final HandStepped core = new HandStepped(new MemoryStore());

    private static Grant grant(Reach reach) {
        return new Grant(SITE, Set.of(Verb.VIEW, Verb.CONTROL), Set.of(), Optional.of(reach), Optional.empty());
    }

    private static Reach lampZero() {
        return new Reach(Set.of(lampId(0).value()), Set.of(new Control(lampId(0).value(), "toggle")), Set.of());
    }

    @BeforeEach
    void home() {
        core.tell(edit(changes -> changes.put(HandStepped.gateway(HandStepped.GATEWAY))
                .put(lamp(0))
                .put(lamp(1))));
        core.tell(Accounts.SYSTEM, edit(changes -> changes.put(account("ada", OWNER))
                .put(account("bob", NONE))
                .put(new FaceBinding("b", "overkiz", SITE, "oid", "", List.of("ada", "bob"), Map.of()))
                .put(new Session("s", "bob", "overkiz", "b", 1, 1, Map.of()))));
    }

    private static Account account(String id, Grant grant) {
        return new Account(id, id, "hash", List.of(grant), Map.of());
    }

    private Account entitle(String account, Grant was, Optional<Grant> now) {
        return answer(core.ask(Accounts.SYSTEM, new Command.Entitle(account, SITE, Optional.of(was), now)));
    }

    private Refused refused(String account, Grant was, Optional<Grant> now) {
        Refused refused = catchThrowableOfType(Refused.class, () -> entitle(account, was, now));
        assertThat(refused).isNotNull();
        return refused;
    }

    private View view(Grant grant) {
        return View.of(Caller.person("bob", List.of(grant)), core.state());
    }

    @Test
    void theLastWhoAdministersStays() {
        long before = core.state(Accounts.SYSTEM).seq();
        assertThat(refused("ada", OWNER, Optional.empty()).reason()).isEqualTo(Refused.Reason.CONFLICT);
        assertThat(refused("ada", OWNER, Optional.of(NONE)).reason()).isEqualTo(Refused.Reason.CONFLICT);
        Grant until = OWNER.withPeriod(Optional.of(new Period(0, 5)));
        assertThat(refused("ada", OWNER, Optional.of(until)).reason()).isEqualTo(Refused.Reason.CONFLICT);
        assertThat(core.state(Accounts.SYSTEM).seq()).as("nothing happened").isEqualTo(before);

        entitle("bob", NONE, Optional.of(OWNER));
        assertThat(entitle("ada", OWNER, Optional.empty()).grants()).isEmpty();
        assertThat(refused("bob", OWNER, Optional.empty()).reason()).isEqualTo(Refused.Reason.CONFLICT);
    }

    @Test
    void ofTwoWhoChangeTheSameOneComposesAnew() {
        entitle("bob", NONE, Optional.of(grant(lampZero())));
        assertThat(refused("bob", NONE, Optional.of(OWNER)).detail()).isInstanceOf(Refused.Changed.class);
    }

    @Test
    void nothingThatIsNotSeenIsControlled() {
        Reach blind = new Reach(Set.of(), Set.of(new Control(lampId(0).value(), "toggle")), Set.of());
        Reach all = new Reach(Set.of(), Set.of(new Control(Reach.ALL, Reach.ALL)), Set.of());
        assertThat(refused("bob", NONE, Optional.of(grant(blind))).reason()).isEqualTo(Refused.Reason.CONFLICT);
        assertThat(refused("bob", NONE, Optional.of(grant(all))).reason()).isEqualTo(Refused.Reason.CONFLICT);
        Grant hidden = grant(lampZero()).withHidden(Set.of(lampId(0)));
        assertThat(refused("bob", NONE, Optional.of(hidden)).reason()).isEqualTo(Refused.Reason.CONFLICT);
        assertThat(entitle("bob", NONE, Optional.of(grant(lampZero()))).grant(SITE))
                .contains(grant(lampZero()));
    }

    @Test
    void whoIsTakenOffHasNoSessionThere() {
        entitle("bob", NONE, Optional.empty());
        assertThat(core.state(Accounts.SYSTEM).resource(Session.class, "s")).isEmpty();
        assertThat(core.state(Accounts.SYSTEM)
                        .resource(FaceBinding.class, "b")
                        .orElseThrow()
                        .accounts())
                .containsExactly("ada");
        assertThat(core.state(Accounts.SYSTEM).resource(Account.class, "bob")).isPresent();
    }

    @Test
    void pickedDevicesAreSeenAndNothingElse() {
        View nothing = view(NONE);
        assertThat(nothing.devices()).isEmpty();
        assertThat(nothing.gateways()).isEmpty();
        assertThat(nothing.everything()).isFalse();

        View one = view(grant(lampZero()));
        assertThat(one.devices()).containsExactly(core.state().device(lampId(0)).orElseThrow());
        assertThat(one.gateways()).extracting(Gateway::id).containsExactly(HandStepped.GATEWAY);
        assertThat(one.controls(lampId(0), "toggle")).isTrue();
        assertThat(one.controls(lampId(0), "set")).isFalse();
        assertThat(one.controls(lampId(1), "toggle")).isFalse();
        assertThat(one.keptBack()).isNotEqualTo(nothing.keptBack());

        View hidden = view(grant(lampZero()).withHidden(Set.of(lampId(0))));
        assertThat(hidden.devices()).as("what a person hid stays hidden").isEmpty();
        View all = view(
                grant(new Reach(Set.of(Reach.ALL), Set.of(new Control(lampId(0).value(), Reach.ALL)), Set.of())));
        assertThat(all.everything()).isTrue();
        assertThat(all.controls(lampId(0), "set")).isTrue();
        assertThat(all.controls(lampId(1), "set")).isFalse();
    }

    /** As every account had it that was stored before. */
    @Test
    void aGrantWithoutReachIsAboutAllOfTheSite() {
        View view = view(new Grant(SITE, Set.of(Verb.VIEW, Verb.CONTROL), Set.of()));
        assertThat(view.everything()).isTrue();
        assertThat(view.controls(lampId(1), "set")).isTrue();
        assertThat(view(new Grant(SITE, Set.of(Verb.VIEW), Set.of())).controls(lampId(1), "set"))
                .isFalse();
    }

    @Test
    void aRoleGivesWhatIsInItNow() {
        Grant cleaner = grant(new Reach(Set.of(), Set.of(), Set.of("cleaner")));
        assertThat(view(cleaner).devices()).as("there is no such role").isEmpty();
        core.tell(edit(changes -> changes.put(new Role("cleaner", lampZero(), 1, 1))));
        View view = view(cleaner);
        assertThat(view.sees(lampId(0))).isTrue();
        assertThat(view.controls(lampId(0), "toggle")).isTrue();
        core.tell(edit(changes -> changes.put(new Role("cleaner", Reach.NOTHING, 1, 2))));
        assertThat(view(cleaner).devices()).isEmpty();
    }

    private static DeviceCommand command(String name) {
        return name.equals("set") ? DeviceCommand.of(name, Value.of(1L)) : DeviceCommand.of(name);
    }

    private static Plan plan(String command, int lamp) {
        return new Plan(
                "p",
                "",
                Plan.Kind.MANUAL,
                false,
                false,
                List.of(new Action(lampId(lamp), List.of(command(command)))),
                Map.of());
    }

    private <A> A as(Grant grant, Command<A> command) {
        return answer(core.sites().submitAsync(Caller.person("bob", List.of(grant)), SITE, command, Cause.CLOCK));
    }

    private <A> A answer(CompletableFuture<A> asked) {
        core.settle();
        try {
            return asked.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof Refused refused) {
                throw refused;
            }
            throw failed;
        }
    }

    private Refused refused(Grant grant, Command<?> command) {
        Refused refused = catchThrowableOfType(Refused.class, () -> as(grant, command));
        assertThat(refused).isNotNull();
        return refused;
    }

    @Test
    void aCommandIsGivenWhereItWasGranted() {
        Grant bob = grant(lampZero());
        ExecutionId on = as(bob, new Command.StartExecution(plan("toggle", 0)));
        assertThat(core.state().executions().find(on)).isPresent();
        assertThat(refused(bob, new Command.StartExecution(plan("set", 0))).reason())
                .isEqualTo(Refused.Reason.FORBIDDEN);
        assertThat(refused(bob, new Command.StartExecution(plan("toggle", 1))).reason())
                .isEqualTo(Refused.Reason.NOT_FOUND);
        assertThat(refused(
                                bob,
                                new Command.Put(new Resource.DelayedStart(
                                        "d", core.nowMs() + 1_000, plan("set", 0), "bob", Cause.CLOCK)))
                        .reason())
                .as("a start is asked for when it is set")
                .isEqualTo(Refused.Reason.FORBIDDEN);
        Command.Setting off = new Command.Setting(lampId(0), command("set"));
        assertThat(refused(bob, new Command.Configure("c", List.of(off), true)).reason())
                .isEqualTo(Refused.Reason.FORBIDDEN);

        ExecutionId others = core.tell(new Command.StartExecution(plan("set", 0)));
        assertThat(refused(bob, new Command.CancelExecutions(Optional.of(others), Optional.empty()))
                        .reason())
                .isEqualTo(Refused.Reason.FORBIDDEN);
        assertThat(as(bob, new Command.CancelExecutions(Optional.empty(), Optional.empty())))
                .containsExactly(on);
    }
}
