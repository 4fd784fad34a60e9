package io.candelabra.model;

/**
 * Something that needs a person's attention, from when it is raised until it is cleared.
 *
 * @param subject id of the device or gateway, as text
 * @param kind the fault, one word in capitals, such as {@code LAMP} or {@code LOW_BATTERY}
 * @param detail a sentence; may be empty
 */
public record Alert(String subject, String kind, String detail, long raisedMs) {
    /** Kind of the alert that a webhook was switched off, since its receiver takes nothing. */
    public static final String WEBHOOK_DISABLED = "WEBHOOK_DISABLED";

    /** Kind of the alert that a gateway is not served: its driver cannot work with it as it is set up. */
    public static final String NOT_SERVED = "NOT_SERVED";
}
