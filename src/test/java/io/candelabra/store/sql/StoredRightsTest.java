package io.candelabra.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.site.SiteStore.Table;
import io.candelabra.model.Grant;
import io.candelabra.model.Period;
import io.candelabra.model.Reach;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rights come back from the store as they went in: somebody who sees nothing must not see everything after a restart. */
class StoredRightsTest {
    private static final SiteId SITE = new SiteId("home");

    @Test
    void aReachThatHoldsNothingComesBackAsOneThatHoldsNothing() {
        Grant nothing = new Grant(SITE, Set.of(Verb.VIEW), Set.of(), Optional.of(Reach.NOTHING), Optional.empty());
        Grant all = new Grant(SITE, Set.of(Verb.VIEW), Set.of());
        Grant some = new Grant(
                SITE,
                Set.of(Verb.VIEW, Verb.CONTROL),
                Set.of(),
                Optional.of(new Reach(Set.of("io://1/1"), Set.of(new Reach.Control("io://1/1", "on")), Set.of())),
                Optional.of(new Period(0, Long.MAX_VALUE)));
        for (Grant grant : List.of(nothing, all, some)) {
            Account account = new Account("guest", "Guest", "hash", List.of(grant), Map.of());
            Account back = (Account) RowBodies.row(Table.RESOURCE, RowBodies.of(account));
            assertThat(back).isEqualTo(account);
            assertThat(back.grants().getFirst().reach()).isEqualTo(grant.reach());
        }
    }
}
