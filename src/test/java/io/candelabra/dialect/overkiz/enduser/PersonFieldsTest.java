package io.candelabra.dialect.overkiz.enduser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Slips;
import io.candelabra.dialect.overkiz.document.RequestBody;
import io.candelabra.model.Grant;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What may be said of a person, and by whom. */
class PersonFieldsTest {
    private static final PersonFields ELSEWHERE =
            PersonFields.of(RequestBody.of(Map.of("email", "elsewhere@candelabra.example")));

    private static Account person(String... sites) {
        List<Grant> grants = Stream.of(sites)
                .map(site -> new Grant(new SiteId(site), Set.of(Verb.VIEW), Set.of()))
                .toList();
        return new Account("pia@candelabra.example", "Pia", "hash", grants, Map.of());
    }

    @Test
    void whoAdministersASetupSaysNothingOfPeopleOfOtherSetups() {
        assertThatThrownBy(() -> ELSEWHERE.ontoMember(person("home", "office"), 1))
                .isInstanceOf(Refused.class);
    }

    @Test
    void onlyThePersonChangesWhereMailAboutAPasswordGoes() {
        Account pia = ELSEWHERE.ontoFounder(person("home"), 1);
        assertThat(pia.vendor()).containsEntry(Slips.ADDRESS, "elsewhere@candelabra.example");
        PersonFields third = PersonFields.of(RequestBody.of(Map.of("email", "third@candelabra.example")));
        for (Account told : List.of(third.ontoMember(pia, 2), third.onto(pia, 2))) {
            assertThat(told.vendor()).containsEntry(Slips.ADDRESS, "elsewhere@candelabra.example");
            assertThat(told.vendor().values()).anyMatch(kept -> kept.contains("third@candelabra.example"));
        }
        assertThat(ELSEWHERE.onto(person("home"), 1).vendor()).doesNotContainKey(Slips.ADDRESS);
    }
}
