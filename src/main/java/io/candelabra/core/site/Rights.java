package io.candelabra.core.site;

import io.candelabra.core.access.Access;
import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Said;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.JobKind;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Verb;
import java.util.Optional;

/** The right that a command needs. For what is stored it follows from the kind of thing, never from who asks or how. */
final class Rights {
    private Rights() {}

    /** Refuses a command that the caller may not give. */
    static void check(Declared declared, SiteState state, Caller caller, Command<?> command) {
        switch (command) {
            case Command.Together together -> {
                Access.check(caller, state.site(), Verb.VIEW);
                together.parts().forEach(part -> check(declared, state, caller, part));
            }
            case Command.Put put -> {
                Access.check(caller, state.site(), toChange(declared, put.resource()));
                // who may not change what is there may not put something else in its place either
                checkStored(declared, state, caller, put.resource().ref());
            }
            case Command.Delete delete -> {
                Access.check(caller, state.site(), Verb.VIEW);
                checkStored(declared, state, caller, delete.ref());
            }
            case Command.ChangeDevice change -> checkSaid(declared, state, caller, change.said());
            case Command.ChangeGateway change -> checkSaid(declared, state, caller, change.said());
            case Command.PutDevice ignored -> Access.check(caller, state.site(), Verb.ADMINISTER);
            case Command.PutGateway ignored -> Access.check(caller, state.site(), Verb.ADMINISTER);
            case Command.SealSettings ignored -> Access.check(caller, state.site(), Verb.ADMINISTER);
            case Command.AddGateway ignored -> checkSetUp(state, caller);
            case Command.SetUpGateway ignored -> checkSetUp(state, caller);
            case Command.RemoveGateway ignored -> checkSetUp(state, caller);
            case Command.AcceptDevice ignored -> checkSetUp(state, caller);
            case Command.RefuseDevice ignored -> checkSetUp(state, caller);
            case Command.ForgetFoundDevice ignored -> checkSetUp(state, caller);
            case Command.ReceiveDevices ignored -> checkSetUp(state, caller);
            case Command.KeepNote ignored -> Access.check(caller, state.site(), Verb.ADMINISTER);
            case Command.RemoveDevice ignored -> checkSetUp(state, caller);
            case Command.Entitle ignored -> Access.check(caller, state.site(), Verb.ADMINISTER);
            case Command.EndSessions ignored -> Access.check(caller, state.site(), Verb.ADMINISTER);
            case Command.OpenCursor ignored -> Access.check(caller, state.site(), Verb.ADMINISTER);
            case Command.SwitchOff ignored -> Access.check(caller, state.site(), Verb.ADMINISTER);
            case Command.TellLate ignored -> Access.check(caller, state.site(), Verb.ADMINISTER);
            case Command.RaiseAlert ignored -> Access.check(caller, state.site(), Verb.ADMINISTER);
            case Command.ClearAlert ignored -> Access.check(caller, state.site(), Verb.ADMINISTER);
            case Command.WriteHistory ignored -> Access.check(caller, state.site(), Verb.ADMINISTER);
            case Command.EraseHistory ignored -> Access.check(caller, state.site(), Verb.ADMINISTER);
            case Command.StartExecution ignored -> Access.check(caller, state.site(), Verb.CONTROL);
            case Command.StartScene ignored -> Access.check(caller, state.site(), Verb.CONTROL);
            case Command.CancelExecutions ignored -> Access.check(caller, state.site(), Verb.CONTROL);
            case Command.Configure ignored -> Access.check(caller, state.site(), Verb.CONTROL);
            case Command.StartJob start -> Access.check(caller, state.site(), forWork(start.kind()));
            case Command.CancelJob cancel -> {
                Access.check(caller, state.site(), Verb.VIEW);
                state.jobs()
                        .find(cancel.job())
                        .ifPresent(job -> Access.check(caller, state.site(), forWork(job.kind())));
            }
            case Command.CancelJobs cancel ->
                Access.check(caller, state.site(), cancel.kind().right());
            case Command.Hear ignored -> Access.check(caller, state.site(), Verb.ADMINISTER);
            case Command.SetAside ignored -> Access.check(caller, state.site(), Verb.ADMINISTER);
            case Command.Tick ignored -> Access.check(caller, state.site(), Verb.ADMINISTER);
        }
    }

    /** Gateways and what they find belong to those who configure a site; and to those who administer it, such as the person who runs the server. */
    private static void checkSetUp(SiteState state, Caller caller) {
        if (!Access.may(caller, state.site(), Verb.ADMINISTER)) {
            Access.check(caller, state.site(), Verb.CONFIGURE);
        }
    }

    /** Long work of a kind that is not there is refused by its rule, to those who may look. */
    private static Verb forWork(String kind) {
        return JobKind.find(kind).map(JobKind::right).orElse(Verb.VIEW);
    }

    private static void checkSaid(Declared declared, SiteState state, Caller caller, Said said) {
        Access.check(caller, state.site(), Verb.VIEW);
        if (said.label().isPresent()
                || said.area().isPresent()
                || !said.attributes().isEmpty()) {
            Access.check(caller, state.site(), Verb.CONFIGURE);
        }
        if (!said.ids().isEmpty()) {
            Access.check(caller, state.site(), Verb.ADMINISTER);
        }
        for (Said.Note note : said.notes()) {
            Access.check(caller, state.site(), declared.notes().getOrDefault(note.name(), Verb.ADMINISTER));
        }
    }

    private static void checkStored(Declared declared, SiteState state, Caller caller, Resource.Ref ref) {
        Optional<Resource> stored = state.resource(ref);
        stored.ifPresent(there -> Access.check(caller, state.site(), toChange(declared, there)));
    }

    private static Verb toChange(Declared declared, Resource resource) {
        return switch (resource) {
            case Resource.Profile ignored -> Verb.CONFIGURE;
            case Resource.Area ignored -> Verb.CONFIGURE;
            case Resource.Group ignored -> Verb.CONFIGURE;
            case Resource.Scene ignored -> Verb.CONFIGURE;
            // it is a start, only later
            case Resource.DelayedStart ignored -> Verb.CONTROL;
            case Resource.Subscription subscription ->
                declared.subscriptions().getOrDefault(subscription.dialect(), Verb.ADMINISTER);
            case Resource.Extra extra ->
                declared.extras().getOrDefault(extra.dialect() + "/" + extra.kind(), Verb.ADMINISTER);
            // they have commands of their own
            case Resource.FoundDevice ignored -> Verb.ADMINISTER;
            case Resource.Reception ignored -> Verb.ADMINISTER;
            case Resource.DriverNote ignored -> Verb.ADMINISTER;
            case Resource.DriverDocument ignored -> Verb.ADMINISTER;
            // the queue is the core's own; a type of device comes with an imported home
            case Resource.QueuedSettings ignored -> Verb.ADMINISTER;
            case Resource.Agenda ignored -> Verb.ADMINISTER;
            case Resource.SiteType ignored -> Verb.ADMINISTER;
            case Resource.Role ignored -> Verb.ADMINISTER;
            case Resource.Account ignored -> Verb.ADMINISTER;
            case Resource.Session ignored -> Verb.ADMINISTER;
            case Resource.AccessKey ignored -> Verb.ADMINISTER;
            case Resource.FaceBinding ignored -> Verb.ADMINISTER;
            case Resource.Integration ignored -> Verb.ADMINISTER;
            case Resource.Cursor ignored -> Verb.ADMINISTER;
        };
    }
}
