package io.candelabra.driver.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ChromaticityTest {
    private static void stands(double hue, double saturation, double x, double y) {
        Chromaticity colour = Chromaticity.of(new Chromaticity.Hue(hue, saturation));
        assertThat(colour.x()).isCloseTo(x, within(0.0005));
        assertThat(colour.y()).isCloseTo(y, within(0.0005));
    }

    /** The corners of sRGB and its white, as the standard has them. */
    @Test
    void theCornersStandWhereTheStandardHasThem() {
        stands(0, 100, 0.64, 0.33);
        stands(120, 100, 0.30, 0.60);
        stands(240, 100, 0.15, 0.06);
        stands(77, 0, 0.3127, 0.3290);
    }

    @Test
    void whatIsSetIsReadBack() {
        for (int hue = 0; hue < 360; hue++) {
            for (int saturation = 5; saturation <= 100; saturation += 5) {
                Chromaticity.Hue back =
                        Chromaticity.of(new Chromaticity.Hue(hue, saturation)).hue();
                double away = Math.abs(back.hue() - hue);
                assertThat(Math.min(away, 360 - away))
                        .as("%s %s", hue, saturation)
                        .isLessThan(0.1);
                assertThat(back.saturation()).isCloseTo(saturation, within(0.1));
            }
        }
    }

    @Test
    void noNumbersMakeNoColourThatThereIsNot() {
        for (double x : new double[] {-1, 0, 0.3, 0.8, 1, 1e9}) {
            for (double y : new double[] {-1, 0, 0.3, 0.9, 1, 1e9}) {
                Chromaticity.Hue hue = new Chromaticity(x, y).hue();
                assertThat(hue.hue()).isBetween(0.0, 360.0);
                assertThat(hue.saturation()).isBetween(0.0, 100.0);
            }
        }
    }
}
