package io.candelabra.core.site;

import static io.candelabra.core.site.HandStepped.SITE;
import static io.candelabra.core.site.HandStepped.TEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.SiteState;
import io.candelabra.driver.api.DriverKind;
import io.candelabra.driver.api.DriverKinds;
import io.candelabra.driver.api.SettingType;
import io.candelabra.model.DocumentMark;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Resource.DriverDocument;
import io.candelabra.model.Resource.DriverNote;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How documents come to gateways, stand beside them, and go. */
class DocumentRulesTest {
    private static final GatewayId NEW = new GatewayId("0000-0000-0007");
    private static final DriverKinds KINDS = new DriverKinds(List.of(
            kind("simulator"),
            kind(
                    "bus",
                    SettingType.document("table", "Addresses.", String::new),
                    SettingType.document("plan", "Rooms.", String::new).optional())));

    private SiteState state = SiteState.empty(SITE);

    private static DriverKind kind(String name, SettingType... settings) {
        return new DriverKind(name, "One.", List.of(settings), gateway -> {
            throw new AssertionError("a rule makes no driver");
        });
    }

    private <A> Decision<A> decide(Caller caller, Command<A> command) {
        Moment moment = new Moment(
                1_700_000_000_000L,
                () -> "id",
                (at, device) -> HandStepped.LAMP,
                new SiteLimits(10, 10, 10, 6, 10, 10),
                Declared.NOTHING.with(KINDS));
        return Decider.decide(state, caller, command, TEST, moment);
    }

    private <A> A tell(Command<A> command) {
        Decision<A> decision = decide(Caller.CORE, command);
        state = decision.after();
        return decision.answer();
    }

    private Refused.Detail refusal(Command<?> command) {
        return catchThrowableOfType(Refused.class, () -> decide(Caller.CORE, command))
                .detail();
    }

    private Gateway stored() {
        return state.gateway(NEW).orElseThrow();
    }

    private Optional<String> document(String setting) {
        return state.resource(DriverDocument.class, DriverNote.idOf(NEW, setting))
                .map(DriverDocument::text);
    }

    private static Command.SetUpGateway hand(
            Optional<String> kind, Map<String, String> documents, Optional<String> label, String... unset) {
        Optional<String> none = Optional.empty();
        return new Command.SetUpGateway(NEW, kind, label, none, none, Map.of(), Map.of(), documents, Set.of(unset));
    }

    private long toldDocuments(Decision<?> decision) {
        state = decision.after();
        return decision.events().stream()
                .map(Decision.Caused::event)
                .filter(event -> event instanceof SiteEvent.ResourcePut put && put.resource() instanceof DriverDocument
                        || event instanceof SiteEvent.ResourceDeleted gone && gone.resource() instanceof DriverDocument)
                .count();
    }

    /** A table of some hundred kilobytes is no part of each event that tells of its gateway. */
    @Test
    void aDocumentStandsBesideItsGatewayAndIsToldOnce() {
        Optional<String> none = Optional.empty();
        assertThat(refusal(new Command.AddGateway(NEW, "bus", "", "", "", Map.of(), Map.of())))
                .isEqualTo(new Refused.Invalid("table", "is needed"));
        Decision<?> added = decide(
                Caller.CORE,
                new Command.AddGateway(
                        NEW, "bus", "", "", "", Map.of(), Map.of(), Map.of("table", "1/1/1", "plan", "hall")));
        assertThat(toldDocuments(added)).isEqualTo(2);
        assertThat(document("table")).contains("1/1/1");
        assertThat(stored().settings().get("table"))
                .isEqualTo(DocumentMark.of("1/1/1").toString());
        assertThat(toldDocuments(decide(Caller.CORE, hand(none, Map.of(), Optional.of("Bus")))))
                .as("another label")
                .isZero();
        assertThat(decide(Caller.CORE, hand(none, Map.of("table", "1/1/1"), none))
                        .events())
                .as("the same again")
                .isEmpty();
        assertThat(toldDocuments(decide(Caller.CORE, hand(none, Map.of("table", "1/1/2"), none))))
                .isEqualTo(1);
        assertThat(document("table")).contains("1/1/2");
        assertThat(stored().settings().get("table"))
                .isEqualTo(DocumentMark.of("1/1/2").toString());
        assertThat(document("plan")).contains("hall");
        assertThat(refusal(hand(none, Map.of("plan", "attic"), none, "plan")))
                .isEqualTo(new Refused.Invalid("plan", "is set and unset at once"));
        assertThat(refusal(hand(none, Map.of("picture", "attic"), none)))
                .isEqualTo(new Refused.Invalid("picture", "is no setting of bus; it has table, plan"));
        tell(hand(none, Map.of(), none, "plan"));
        assertThat(document("plan")).isEmpty();
        assertThat(refusal(hand(none, Map.of(), none, "table"))).isEqualTo(new Refused.Invalid("table", "is needed"));
    }

    @Test
    void aDocumentGoesWithItsKindAndWithItsGateway() {
        Optional<String> none = Optional.empty();
        Map<String, String> table = Map.of("table", "1/1/1");
        tell(new Command.AddGateway(NEW, "bus", "", "", "", Map.of(), Map.of(), table));
        tell(hand(Optional.of("simulator"), Map.of(), none));
        assertThat(document("table")).isEmpty();
        tell(hand(Optional.of("bus"), table, none));
        assertThat(document("table")).contains("1/1/1");
        tell(new Command.RemoveGateway(NEW, false));
        assertThat(state.resources(DriverDocument.class)).isEmpty();
    }
}
