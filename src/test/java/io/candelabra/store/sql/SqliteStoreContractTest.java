package io.candelabra.store.sql;

import io.candelabra.core.site.SiteStore;
import io.candelabra.store.HistoryContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreContractTest extends HistoryContract {
    @TempDir
    Path folder;

    @Override
    protected SiteStore openStore() {
        return new SqliteStore(folder);
    }
}
