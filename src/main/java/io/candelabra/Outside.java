package io.candelabra;

import io.candelabra.wire.out.AddressRules;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * What a server gets from outside, so that a test can hand in another world.
 *
 * @param wall the time on the wall: certificates, tokens and retries live by it
 * @param field the time that the sites begin at, and whose pace they follow at their speed
 * @param random cryptographically strong
 * @param names finds the addresses of hosts that webhooks go to
 */
public record Outside(InstantSource wall, InstantSource field, SecureRandom random, AddressRules.Names names) {
    /** What the machine gives. */
    public static Outside machine() {
        return new Outside(
                InstantSource.system(), InstantSource.system(), new SecureRandom(), AddressRules.Names.SYSTEM);
    }
}
