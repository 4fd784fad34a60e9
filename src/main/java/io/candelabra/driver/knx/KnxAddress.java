package io.candelabra.driver.knx;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A group address.
 *
 * @param raw 1 to 65,535
 */
record KnxAddress(int raw) implements Comparable<KnxAddress> {
    private static final Pattern THREE = Pattern.compile("([0-9]{1,2})/([0-9])/([0-9]{1,3})");
    private static final Pattern TWO = Pattern.compile("([0-9]{1,2})/([0-9]{1,4})");
    private static final Pattern FREE = Pattern.compile("[0-9]{1,5}");
    private static final int LAST = 0xFFFF;

    KnxAddress {
        if (raw < 1 || raw > LAST) {
            throw new IllegalArgumentException("no group address: " + raw);
        }
    }

    /** Of three parts, of two, or a plain number, as the planning tool writes them; empty where a text is none. */
    static Optional<KnxAddress> parse(String text) {
        Matcher three = THREE.matcher(text);
        if (three.matches()) {
            return of(number(three, 1), 31, 11, number(three, 2), 7, 8, number(three, 3), 255);
        }
        Matcher two = TWO.matcher(text);
        if (two.matches()) {
            return of(number(two, 1), 31, 11, 0, 0, 8, number(two, 2), 2_047);
        }
        return FREE.matcher(text).matches() ? of(0, 0, 0, 0, 0, 0, Integer.parseInt(text), LAST) : Optional.empty();
    }

    private static Optional<KnxAddress> of(
            int main, int mainMost, int mainBits, int middle, int middleMost, int middleBits, int sub, int subMost) {
        int raw = main << mainBits | middle << middleBits | sub;
        boolean right = main <= mainMost && middle <= middleMost && sub <= subMost && raw > 0;
        return right ? Optional.of(new KnxAddress(raw)) : Optional.empty();
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    @Override
    public int compareTo(KnxAddress other) {
        return Integer.compare(raw, other.raw);
    }

    /** In three parts. */
    @Override
    public String toString() {
        return (raw >> 11) + "/" + (raw >> 8 & 7) + "/" + (raw & 255);
    }
}
