package io.candelabra.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderedTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | true",
                "gzip, deflate, br | true",
                "deflate, GZIP;q=0.5 | true",
                "br;q=1.0, gzip; q=0.001 | true",
                "gzip;q=0 | false",
                "gzip; q=0.000, br | false",
                "x-gzip-like | false",
                "identity | false",
                "* | false"
            })
    void onlyWhoNamesGzipGetsIt(String accepted, boolean taken) {
        assertThat(Rendered.takesGzip(List.of(accepted))).isEqualTo(taken);
    }
}
