package io.candelabra.driver.knx;

import io.candelabra.model.State;
import io.candelabra.model.Value;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import tuwien.auto.calimero.KNXException;
import tuwien.auto.calimero.KNXIllegalArgumentException;
import tuwien.auto.calimero.dptxlator.DPTXlator;
import tuwien.auto.calimero.dptxlator.TranslatorTypes;

/** Values in the bytes of telegrams, by their datapoint types. Bytes that are too few or mean nothing are no value. */
final class KnxValues {
    private static final Set<Integer> SMALL = Set.of(1, 2, 3, 23);
    private static final Set<Integer> BYTES = Set.of(2, 3, 17, 18, 20, 21, 23, 26);
    private static final Set<Integer> WHOLE = Set.of(5, 6, 7, 8, 12, 13, 29);
    private static final Set<Integer> REAL = Set.of(9, 14);
    private static final Set<Integer> TEXT = Set.of(4, 10, 11, 16, 19, 24, 28);
    /** A sensor says by it that it does not know. */
    private static final byte[] UNKNOWN_FLOAT = {0x7F, (byte) 0xFF};

    private static final int MOST_BYTES = 14;
    private static final double FULL = 255;
    private static final int SCENES = 0x3F;

    private KnxValues() {}

    static boolean isSmall(KnxDatapoint datapoint) {
        return SMALL.contains(datapoint.main());
    }

    /** The kind of {@link #value}. */
    static State.Kind kind(KnxDatapoint datapoint) {
        int main = datapoint.main();
        if (main == 1) {
            return State.Kind.BOOLEAN;
        }
        return BYTES.contains(main) || WHOLE.contains(main)
                ? State.Kind.INTEGER
                : REAL.contains(main) ? State.Kind.FLOAT : State.Kind.STRING;
    }

    /** Whether a value of this type can be written; else it is only shown. */
    static boolean writable(KnxDatapoint datapoint) {
        return datapoint.main() == 16 || kind(datapoint) != State.Kind.STRING;
    }

    // ---- single meanings ----

    static Optional<Boolean> bit(byte[] data) {
        return data.length == 1 ? Optional.of((data[0] & 1) == 1) : Optional.empty();
    }

    static byte[] bit(boolean on) {
        return new byte[] {(byte) (on ? 1 : 0)};
    }

    /** 0 to 100. */
    static Optional<Long> percent(byte[] data) {
        return data.length == 1 ? Optional.of(Math.round((data[0] & 0xFF) * 100 / FULL)) : Optional.empty();
    }

    static byte[] percent(double percent) {
        return new byte[] {(byte) Math.round(Math.clamp(percent, 0, 100) * FULL / 100)};
    }

    /**
     * 1 to 64, as people count scenes.
     *
     * @param learns whether the type has a bit that says that a scene is stored, and not recalled
     */
    static Optional<Long> scene(byte[] data, boolean learns) {
        return data.length == 1 && !(learns && data[0] < 0) ? Optional.of((data[0] & SCENES) + 1L) : Optional.empty();
    }

    static byte[] scene(long scene, boolean learn) {
        return new byte[] {(byte) (scene - 1 & SCENES | (learn ? 0x80 : 0))};
    }

    static Optional<Double> number(KnxDatapoint datapoint, byte[] data) {
        if (BYTES.contains(datapoint.main())) {
            return data.length == 1 ? Optional.of((double) (data[0] & 0xFF)) : Optional.empty();
        }
        if (datapoint.is(5, 1)) {
            return percent(data).map(Long::doubleValue);
        }
        if (datapoint.main() == 9 && Arrays.equals(data, UNKNOWN_FLOAT)) {
            return Optional.empty();
        }
        try {
            DPTXlator translator = translator(datapoint);
            if (data.length != translator.getTypeSize()) {
                return Optional.empty();
            }
            translator.setData(data);
            double number = translator.getNumericValue();
            return Double.isFinite(number) ? Optional.of(rounded(number)) : Optional.empty();
        } catch (KNXException | KNXIllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** The floats of the bus have seven digits at most; what stands behind them is an artefact. */
    private static double rounded(double number) {
        return Double.parseDouble(Float.toString((float) number)) == number || Math.abs(number) >= 1e7
                ? number
                : Math.round(number * 1_000) / 1_000.0;
    }

    /** A measurement in the core's unit: degrees Celsius, watts, watt hours, amperes, volts, metres a second. */
    static Optional<Double> inUnit(KnxDatapoint datapoint, byte[] data) {
        Scale scale = Scale.of(datapoint);
        return number(datapoint, data).map(number -> scale.exact() ? number : rounded(scale.to(number)));
    }

    /** The bytes of a measurement that is given so. */
    static Optional<byte[]> ofUnit(KnxDatapoint datapoint, double number) {
        return bytes(datapoint, Scale.of(datapoint).from(number));
    }

    /** How the unit of a type becomes the core's: unit × factor + offset. */
    private record Scale(double factor, double offset) {
        static Scale of(KnxDatapoint datapoint) {
            return switch (datapoint.toString()) {
                // kWh, kW
                case "13.013", "9.024" -> new Scale(1_000, 0);
                // MWh
                case "13.016" -> new Scale(1_000_000, 0);
                // mV, mA
                case "9.020", "9.021", "7.012" -> new Scale(0.001, 0);
                // J
                case "14.031" -> new Scale(1 / 3_600.0, 0);
                // km/h
                case "9.028" -> new Scale(1 / 3.6, 0);
                // °F
                case "9.027" -> new Scale(5 / 9.0, -160 / 9.0);
                // K above nothing
                case "14.069" -> new Scale(1, -273.15);
                default -> new Scale(1, 0);
            };
        }

        boolean exact() {
            return factor == 1 && offset == 0;
        }

        double to(double number) {
            return number * factor + offset;
        }

        double from(double number) {
            return (number - offset) / factor;
        }
    }

    static Optional<byte[]> bytes(KnxDatapoint datapoint, double number) {
        if (!Double.isFinite(number)) {
            return Optional.empty();
        }
        if (datapoint.main() == 1) {
            return Optional.of(bit(number != 0));
        }
        if (BYTES.contains(datapoint.main())) {
            boolean fits = number >= 0 && number <= (isSmall(datapoint) ? SCENES : FULL);
            return fits ? Optional.of(new byte[] {(byte) Math.round(number)}) : Optional.empty();
        }
        if (datapoint.is(5, 1)) {
            return number >= 0 && number <= 100 ? Optional.of(percent(number)) : Optional.empty();
        }
        try {
            DPTXlator translator = translator(datapoint);
            translator.setValue(number);
            return Optional.of(translator.getData());
        } catch (KNXException | KNXIllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /**
     * By the name of the type, which is spelled here: from numbers the library would spell it in the digits of the machine's language, and read another one.
     */
    private static DPTXlator translator(KnxDatapoint datapoint) throws KNXException {
        TranslatorTypes.MainType main = TranslatorTypes.getMainType(datapoint.main());
        if (main == null) {
            throw new KNXException("no datapoint type " + datapoint);
        }
        Set<String> names = main.getSubTypes().keySet();
        String name = names.contains(datapoint.toString())
                ? datapoint.toString()
                : names.stream().sorted().findFirst().orElse("");
        DPTXlator translator = main.createTranslator(name);
        translator.setAppendUnit(false);
        return translator;
    }

    // ---- any meaning ----

    /** A yes or no, a number, or a text; of a type that nobody knows its bytes as hexadecimal digits. */
    static Optional<Value> value(KnxDatapoint datapoint, byte[] data) {
        int main = datapoint.main();
        if (main == 1) {
            return bit(data).map(Value::of);
        }
        if (kind(datapoint) != State.Kind.STRING) {
            boolean whole = kind(datapoint) == State.Kind.INTEGER;
            return number(datapoint, data).map(number -> whole ? Value.of(Math.round(number)) : Value.of(number));
        }
        if (!TEXT.contains(main)) {
            return data.length == 0 || data.length > MOST_BYTES
                    ? Optional.empty()
                    : Optional.of(Value.of(HexFormat.of().formatHex(data)));
        }
        try {
            DPTXlator translator = translator(datapoint);
            translator.setData(data);
            return Optional.of(Value.of(KnxTable.clean(translator.getValue())));
        } catch (KNXException | KNXIllegalArgumentException none) {
            return Optional.empty();
        }
    }

    static Optional<byte[]> bytes(KnxDatapoint datapoint, Value value) {
        if (datapoint.main() == 16) {
            try {
                DPTXlator translator = translator(datapoint);
                translator.setValue(value.asText());
                return Optional.of(translator.getData());
            } catch (KNXException | KNXIllegalArgumentException none) {
                return Optional.empty();
            }
        }
        if (value instanceof Value.Flag(boolean on)) {
            return datapoint.main() == 1 ? Optional.of(bit(on)) : Optional.empty();
        }
        return writable(datapoint) ? bytes(datapoint, value.asNumber()) : Optional.empty();
    }
}
