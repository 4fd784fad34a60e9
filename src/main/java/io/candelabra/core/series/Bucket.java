package io.candelabra.core.series;

/**
 * What the samples of one span of the calendar come to.
 *
 * @param startMs where the span begins, ms since 1970
 * @param samples how many there were, 1 at least: a span without any has no bucket, and is a gap
 * @param sum of the values
 * @param last the value of the latest
 * @param growth by how much it grew, from the sample before the span on; a value that falls began anew at zero
 */
public record Bucket(long startMs, int samples, double sum, double min, double max, double last, double growth) {

    /** The one number for the span. */
    public double value(Gathering gathering) {
        return switch (gathering) {
            case MEAN -> sum / samples;
            case GROWTH -> growth;
            case LAST -> last;
        };
    }

    /** This one with the samples of another that begins no earlier, under this one's beginning. */
    Bucket with(Bucket later) {
        return new Bucket(
                startMs,
                samples + later.samples,
                sum + later.sum,
                Math.min(min, later.min),
                Math.max(max, later.max),
                later.last,
                growth + later.growth);
    }
}
