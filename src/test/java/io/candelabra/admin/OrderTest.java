package io.candelabra.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which orders stand in the server's log. */
class OrderTest {
    @Test
    void aLookIsNoNewsAndAChangeIs() {
        assertThat(new Order.ShowGateway("home", "attic").looks()).isTrue();
        assertThat(new Order.ListDevices("home", "").looks()).isTrue();
        assertThat(new Order.RemoveGateway("home", "attic", false).looks()).isFalse();
        assertThat(new Order.SetPassword("admin", "").looks()).isFalse();
        assertThat(new Order.OfDialect("vive", "lists pairings", "{}").looks())
                .as("the dialect alone knows")
                .isFalse();
    }
}
