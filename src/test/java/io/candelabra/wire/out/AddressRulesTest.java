package io.candelabra.wire.out;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.testing.TestTime;
import io.candelabra.wire.out.AddressRules.Names;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No address that somebody gives leads anywhere but to the public net, however it is written. */
class AddressRulesTest {
    private static final InetAddress PUBLIC = InetAddress.ofLiteral("93.184.216.34");
    private static final InetAddress PRIVATE = InetAddress.ofLiteral("10.0.0.7");

    /** Knows literals, the names of this test, and nothing else: no test asks the network. */
    private static List<InetAddress> names(String host) throws UnknownHostException {
        return switch (host) {
            case "public.example" -> List.of(PUBLIC);
            case "private.example", "metadata.example" -> List.of(InetAddress.ofLiteral("169.254.169.254"));
            case "both.example" -> List.of(PUBLIC, PRIVATE);
            case "localhost" -> List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));
            case "nowhere.example" -> throw new UnknownHostException(host);
            default -> literal(host);
        };
    }

    /**
     * The readings that every system's resolver gives to a name that is a number, in all its spellings; nobody is
     * asked.
     */
    private static List<InetAddress> literal(String host) throws UnknownHostException {
        if (host.equalsIgnoreCase("localhost")) {
            return List.of(InetAddress.ofLiteral("127.0.0.1"));
        }
        try {
            return List.of(host.contains(":") ? InetAddress.ofLiteral(host) : Inet4Address.ofPosixLiteral(host));
        } catch (IllegalArgumentException name) {
            throw (UnknownHostException) new UnknownHostException(host).initCause(name);
        }
    }

    private static Sender sender(AddressRules rules, Names names) {
        return new Sender(rules, names, () -> TrustedRoots.and(List.of()), TestTime.begin(), Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @MethodSource("io.candelabra.wire.out.AddressCorpus#all")
    void isRefused(String url) {
        try (Sender sender = sender(AddressRules.PUBLIC_ONLY, AddressRulesTest::names)) {
            assertThat(sender.refusal(url)).isPresent();
            assertThat(sender.post(url, Map.of(), new byte[0])).isNotInstanceOf(Outcome.Answered.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://public.example/",
                "https://public.example:8443/hook?a=1",
                "HTTPS://PUBLIC.EXAMPLE",
                "https://93.184.216.34/",
                "https://172.32.0.1/",
                "https://100.128.0.1/",
                "https://[2606:2800:220:1:248:1893:25c8:1946]/",
                "https://[2002:5db8:d822::]/"
            })
    void isOpen(String url) {
        Names names = host -> host.equals("PUBLIC.EXAMPLE") ? List.of(PUBLIC) : names(host);
        try (Sender sender = sender(AddressRules.PUBLIC_ONLY, names)) {
            assertThat(sender.refusal(url)).isEmpty();
        }
    }

    @Test
    void loopbackAndPrivateNetsAreOpenOnlyWhereThatIsSaid() {
        try (Sender loopback = sender(AddressRules.PUBLIC_ONLY.withLoopback(), AddressRulesTest::names);
                Sender home = sender(new AddressRules(false, true), AddressRulesTest::names)) {
            assertThat(loopback.refusal("http://127.0.0.1:9/x")).isEmpty();
            assertThat(loopback.refusal("https://localhost:9/x")).isEmpty();
            assertThat(loopback.refusal("https://10.0.0.1/")).isPresent();
            assertThat(loopback.refusal("https://[64:ff9b::7f00:1]/")).isPresent();
            assertThat(home.refusal("https://10.0.0.1/")).isEmpty();
            assertThat(home.refusal("http://10.0.0.1/")).as("without TLS").isPresent();
            assertThat(home.refusal("https://127.0.0.1/")).isPresent();
            assertThat(home.refusal("https://169.254.169.254/")).isPresent();
        }
    }

    /** A name that turns to another address after it was checked gains nothing: it is looked up once for each connection. */
    @Test
    void aNameIsLookedUpOnce() {
        AtomicInteger looks = new AtomicInteger();
        Names turning = host -> List.of(looks.getAndIncrement() == 0 ? PRIVATE : InetAddress.ofLiteral("127.0.0.1"));
        try (Sender sender = sender(AddressRules.PUBLIC_ONLY, turning)) {
            assertThat(sender.post("https://turning.example/", Map.of(), new byte[0]))
                    .isInstanceOf(Outcome.Forbidden.class);
        }
        assertThat(looks).hasValue(1);
    }
}
