package io.candelabra.dialect.overkiz.document;

import io.candelabra.model.Failure;

/**
 * Why a command failed, in words for people.
 *
 * @param type {@code generic-error}: there are no others
 */
public record DetailedStatusDocument(String type, String message, boolean error) {
    public static DetailedStatusDocument of(Failure failure) {
        return new DetailedStatusDocument("generic-error", failure.sentence(), true);
    }
}
