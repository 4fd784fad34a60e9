package io.candelabra.model;

import java.util.Optional;

/**
 * Where a device stands, as its attributes tell.
 *
 * @param latitude in degrees, north is positive
 * @param longitude in degrees, east is positive
 */
public record Position(double latitude, double longitude) {
    /** Name of the attribute with the latitude. */
    public static final String LATITUDE = "candelabra:Latitude";

    /** Name of the attribute with the longitude. */
    public static final String LONGITUDE = "candelabra:Longitude";

    /** Empty where the device does not tell both. */
    public static Optional<Position> of(Device device) {
        double latitude = Double.NaN;
        double longitude = Double.NaN;
        for (State attribute : device.attributes()) {
            if (attribute.name().equals(LATITUDE)) {
                latitude = attribute.value().asNumber();
            } else if (attribute.name().equals(LONGITUDE)) {
                longitude = attribute.value().asNumber();
            }
        }
        return Double.isNaN(latitude) || Double.isNaN(longitude)
                ? Optional.empty()
                : Optional.of(new Position(latitude, longitude));
    }
}
