package io.candelabra.store.memory;

import io.candelabra.core.site.SiteStore;
import io.candelabra.store.HistoryContract;

class MemoryStoreTest extends HistoryContract {
    private final MemoryStore store = new MemoryStore();

    @Override
    protected SiteStore openStore() {
        return store;
    }
}
