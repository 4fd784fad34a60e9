package io.candelabra.testing;

import io.candelabra.Outside;
import io.candelabra.wire.out.AddressRules;
import io.candelabra.wire.tls.CertificateAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** The parts that a test has to take from the machine that it runs on, and the substitutes for the rest. */
public final class TestMachine {
    /** Certificates of other people's servers, which a test's server believes. */
    public static final CertificateAuthority PUBLIC = authority();

    private static final TestTime FIELD = TestTime.begin();

    private TestMachine() {}

    /** The machine's clock: certificates need it, since the JDK's TLS checks their dates by nothing else. */
    public static InstantSource clock() {
        return InstantSource.system();
    }

    /** The names of this machine, and no others; nobody is asked. */
    public static final AddressRules.Names NAMES = host -> {
        if (host.equals("localhost")) {
            return List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));
        }
        try {
            return List.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException name) {
            throw (UnknownHostException) new UnknownHostException(host).initCause(name);
        }
    };

    /** Certificates that are good today. */
    public static CertificateAuthority authority(Path folder) throws IOException {
        return CertificateAuthority.open(folder, List.of(), TestChance.begin(), clock());
    }

    /** The same in a folder that nobody looks into. */
    public static CertificateAuthority authority() {
        try {
            return authority(Files.createTempDirectory("candelabra-test-ca"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * For a whole server: its sites live in the test's time, its certificates and tokens in the machine's. The time goes on
     * from server to server, so that one that is started again on the same folder does not fall back.
     */
    public static Outside outside() {
        return outside(clock());
    }

    /** The same with another time on the wall. */
    public static Outside outside(InstantSource wall) {
        return outside(wall, clock());
    }

    /** The same with another time of certificates; the JDK's TLS has to find them good today. */
    public static Outside outside(InstantSource wall, InstantSource certificates) {
        Outside machine = Outside.machine();
        return new Outside(
                wall,
                FIELD,
                certificates,
                TestChance.begin(),
                NAMES,
                machine.trusted(),
                machine.stores(),
                machine.letters(),
                machine.passwords());
    }
}
