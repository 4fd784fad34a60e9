package io.candelabra.store.sql;

import io.candelabra.core.series.Bucket;
import io.candelabra.core.series.SeriesStore;
import io.candelabra.model.DeviceId;
import io.candelabra.model.SiteId;
import java.util.List;

/** Series in the file of the sites: one folder to keep, one disk to watch, and one connection that writes. */
final class SqliteSeries implements SeriesStore {
    private final Readers readers;
    private final Writer writer;

    SqliteSeries(Readers readers, Writer writer) {
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public Mark mark(SiteId site) {
        return readers.read(reader -> SeriesReading.mark(reader, site.value()));
    }

    @Override
    public void mark(SiteId site, Mark mark) {
        write((sql, packing) -> SeriesRows.mark(sql, site.value(), mark));
    }

    @Override
    public void add(SiteId site, List<Addition> additions, long until) {
        write((sql, packing) -> SeriesRows.add(sql, site.value(), additions, until));
    }

    @Override
    public long added(SiteId site, Name name) {
        return readers.read(reader -> SeriesReading.added(reader, site.value(), name));
    }

    @Override
    public void remove(SiteId site, DeviceId device, long beforeSeq) {
        write((sql, packing) -> SeriesRows.remove(sql, site.value(), device.value(), beforeSeq));
    }

    @Override
    public List<String> states(SiteId site, DeviceId device) {
        return readers.read(reader -> SeriesReading.states(reader, site.value(), device.value()));
    }

    @Override
    public Kept read(SiteId site, Name name, long fromMs, long toMs) {
        return readers.read(reader -> SeriesReading.read(reader, site.value(), name, fromMs, toMs));
    }

    @Override
    public List<Old> olderThan(SiteId site, long ms, int most) {
        return readers.read(reader -> SeriesReading.olderThan(reader, site.value(), ms, most));
    }

    @Override
    public void rollUp(SiteId site, Name name, List<Bucket> hours, long rolledToMs) {
        write((sql, packing) -> SeriesRows.rollUp(sql, packing, site.value(), name, hours, rolledToMs));
    }

    private void write(Writer.Beside rows) {
        readers.on(() -> {
            writer.beside(rows);
            return true;
        });
    }
}
