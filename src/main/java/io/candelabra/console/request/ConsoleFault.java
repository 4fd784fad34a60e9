package io.candelabra.console.request;

/** A refusal that the console itself gives; those of the core are {@code Refused}. */
public final class ConsoleFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;

    public ConsoleFault(int status, String title, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
    }

    public static ConsoleFault unknownCaller() {
        return new ConsoleFault(
                401,
                "Not signed in",
                "Sign in with POST /console/api/sign-in, or send name and password with the request (Basic).");
    }

    public static ConsoleFault wrongPassword() {
        return new ConsoleFault(401, "Wrong name or password", "The name or the password is wrong.");
    }

    public static ConsoleFault tooManyGuesses() {
        return new ConsoleFault(429, "Too many guesses", "Too many wrong passwords: try again in a while.");
    }

    public static ConsoleFault otherSite() {
        return new ConsoleFault(
                403,
                "Asked by another site",
                "A page of another site asked for this, and only pages of this server may.");
    }

    /** @param field of the query or of the body */
    public static ConsoleFault invalid(String field, String why) {
        return new ConsoleFault(400, "Not understood", field + " " + why + ".");
    }

    /** The place to go on from is gone. A client begins the list again. */
    public static ConsoleFault listChanged() {
        return new ConsoleFault(
                409, "The list has changed", "The device that after names is gone meanwhile: begin the list again.");
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
