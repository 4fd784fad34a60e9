package io.candelabra.driver.api;

/** A file that a person handed in cannot be used. The words say where in it, and what to do. */
public final class BadDocument extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 500;

    /** @param why the end of a sentence that begins with the setting's name, such as {@code line 3: there is no address}; a longer text is cut */
    public BadDocument(String why) {
        super(why.length() <= LONGEST ? why : why.substring(0, LONGEST), null, false, false);
    }

    /** The end of a sentence that begins with the setting's name. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
