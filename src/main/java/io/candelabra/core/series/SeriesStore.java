package io.candelabra.core.series;

import io.candelabra.model.DeviceId;
import io.candelabra.model.SiteId;
import java.util.List;

/**
 * Where series are kept. The log of a site is their proof: what is not kept here yet is read from there again, from {@link Mark#seq} on.
 * So a write that came to nothing, or that a crash cut short, loses nothing.
 *
 * <p>Samples come in <em>rounds</em>: all that the log has told up to a number. A round is begun, added in portions, and ended. One that
 * was cut short is added again; {@link #added} tells of a series whether it has its part already.
 *
 * <p>Whatever fails, fails with an exception of the store, and nothing of that portion is written. Reads wait for no write.
 */
public interface SeriesStore {

    /** The series of a state of a device. */
    record Name(DeviceId device, String state) {}

    /** Samples of a series, in the order in which they came. */
    record Addition(Name name, Samples samples) {}

    /**
     * How far the series of a site tell.
     *
     * @param seq number of the last event that they contain; the log after it is still needed
     * @param until number of the last event of the round that was begun; the same where it was ended
     */
    record Mark(long seq, long until) {
        public static final Mark NONE = new Mark(0, 0);
    }

    /** {@link Mark#NONE} for a site without series. */
    Mark mark(SiteId site);

    /** Keeps how far a round will go, or that it is done. */
    void mark(SiteId site, Mark mark);

    /** Adds samples of a round, in one transaction. */
    void add(SiteId site, List<Addition> additions, long until);

    /** Number of the last event of the round in which a series was last added to; 0 where there is none. */
    long added(SiteId site, Name name);

    /** Removes the series of a device that were last added to in a round before a number. */
    void remove(SiteId site, DeviceId device, long beforeSeq);

    /** The states of a device of which there are series. */
    List<String> states(SiteId site, DeviceId device);

    /**
     * What is kept of a series about a span of time, both ends included.
     *
     * @param hours gathered earlier, of the time before {@link #rolledToMs}; the newest of those before the span comes first
     * @param samples by time; the newest of those before the span comes first, where it is kept
     * @param until number of the last event of the round in which it was last added to
     * @param rolledToMs before it there are hours, and from it on samples; {@link Long#MIN_VALUE} where there are no hours yet
     * @param damaged a sentence for each part that is not as it was written, and was left out
     */
    record Kept(List<Bucket> hours, Samples samples, long until, long rolledToMs, List<String> damaged) {
        public static final Kept NOTHING = new Kept(List.of(), Samples.NONE, 0, Long.MIN_VALUE, List.of());
    }

    Kept read(SiteId site, Name name, long fromMs, long toMs);

    /** A series with a block of samples that are all before a moment; see {@link Kept} for {@code rolledToMs}. */
    record Old(Name name, long rolledToMs) {}

    /** Series that are to be rolled up to a moment, at most so many. */
    List<Old> olderThan(SiteId site, long ms, int most);

    /** Puts hours in the place of all samples of a series before a moment; samples of another time stay. */
    void rollUp(SiteId site, Name name, List<Bucket> hours, long rolledToMs);
}
