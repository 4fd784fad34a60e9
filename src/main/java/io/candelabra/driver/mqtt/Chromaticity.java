package io.candelabra.driver.mqtt;

/**
 * A colour without its brightness, as CIE 1931 has it, and as hue and saturation of sRGB (IEC 61966-2-1, white D65).
 *
 * @param x of the colour, 0 to 1
 * @param y of the colour, 0 to 1
 */
record Chromaticity(double x, double y) {
    private static final double[][] TO_XYZ = {
        {0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041}
    };
    private static final double[][] TO_RGB = {
        {3.2404542, -1.5371385, -0.4985314}, {-0.9692660, 1.8760108, 0.0415560}, {0.0556434, -0.2040259, 1.0572252}
    };

    /**
     * A colour on a lamp's circle of colours.
     *
     * @param hue in degrees
     * @param saturation in percent
     */
    record Hue(double hue, double saturation) {}

    static Chromaticity of(Hue colour) {
        double sector = ((colour.hue() % 360 + 360) % 360) / 60;
        double grey = 1 - Math.clamp(colour.saturation() / 100, 0, 1);
        double[] rgb = new double[3];
        for (int one = 0; one < 3; one++) {
            // red is strongest at 0, green at 120, blue at 240 degrees
            double away = Math.abs(sector - 2 * one);
            double near = Math.clamp(2 - Math.min(away, 6 - away), 0, 1);
            rgb[one] = linear(grey + (1 - grey) * near);
        }
        double[] xyz = times(TO_XYZ, rgb);
        double sum = xyz[0] + xyz[1] + xyz[2];
        return new Chromaticity(xyz[0] / sum, xyz[1] / sum);
    }

    /** What no sRGB lamp can show becomes the nearest that one can. */
    Hue hue() {
        double height = Math.max(y, 1e-6);
        double[] rgb = times(TO_RGB, new double[] {x / height, 1, (1 - x - y) / height});
        double most = 0;
        for (int one = 0; one < 3; one++) {
            rgb[one] = Math.max(0, rgb[one]);
            most = Math.max(most, rgb[one]);
        }
        double least = 1;
        for (int one = 0; one < 3; one++) {
            rgb[one] = most > 0 ? seen(rgb[one] / most) : 1;
            least = Math.min(least, rgb[one]);
        }
        double range = 1 - least;
        if (range < 1e-3) {
            return new Hue(0, 0);
        }
        double sector = rgb[0] >= rgb[1] && rgb[0] >= rgb[2]
                ? (rgb[1] - rgb[2]) / range
                : rgb[1] >= rgb[2] ? 2 + (rgb[2] - rgb[0]) / range : 4 + (rgb[0] - rgb[1]) / range;
        return new Hue((sector * 60 + 360) % 360, range * 100);
    }

    private static double linear(double seen) {
        return seen <= 0.04045 ? seen / 12.92 : Math.pow((seen + 0.055) / 1.055, 2.4);
    }

    private static double seen(double linear) {
        return linear <= 0.0031308 ? linear * 12.92 : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[3];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                product[row] += matrix[row][column] * vector[column];
            }
        }
        return product;
    }
}
