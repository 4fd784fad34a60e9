package io.candelabra.driver.knx;

import io.candelabra.driver.api.BadDocument;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Reads a plan that a person hands in: a table, a project of the planning tool, or the tool's export of group addresses. */
final class KnxDocument {
    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final Pattern PLAN = Pattern.compile("P-[0-9A-Fa-f]{4}/0\\.xml");
    private static final Pattern SEALED = Pattern.compile("P-[0-9A-Fa-f]{4}\\.zip");
    /** Projects hold the programs of all their devices; a file that grows more than this is none. */
    private static final long MOST_UNPACKED = 512L << 20;

    private static final long MOST_PLAN = 128L << 20;
    private static final String PROTECTED = "is protected by a password: export the project once more without one";

    /** Begins a text whose order of bytes it tells. */
    private static final String MARK = "\uFEFF";

    private KnxDocument() {}

    /** @throws BadDocument where it cannot be used, with the reason */
    static String read(byte[] file) {
        return table(file).formed().text();
    }

    private static KnxTable table(byte[] file) {
        if (file.length > 3 && file[0] == 'P' && file[1] == 'K') {
            return project(file);
        }
        String text = text(file);
        return text.stripLeading().startsWith("<") || text.startsWith(MARK + "<")
                ? KnxXml.read(new StringReader(text.startsWith(MARK) ? text.substring(1) : text))
                : KnxCsv.read(text);
    }

    private static String text(byte[] file) {
        boolean little = file.length > 1 && (file[0] & 0xFF) == 0xFF && (file[1] & 0xFF) == 0xFE;
        boolean big = file.length > 1 && (file[0] & 0xFF) == 0xFE && (file[1] & 0xFF) == 0xFF;
        if (little || big) {
            return new String(file, StandardCharsets.UTF_16);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException notUnicode) {
            // the planning tool and spreadsheets write so on many machines
            return new String(file, WESTERN);
        }
    }

    /** Tells how much is unpacked, and ends at a bound. */
    private static final class Bounded extends FilterInputStream {
        private final long most;
        private long read;

        Bounded(InputStream in, long most) {
            super(in);
            this.most = most;
        }

        private void count(long more) {
            read += Math.max(0, more);
            if (read > most) {
                throw new BadDocument("unpacks to more than " + (most >> 20) + " MiB");
            }
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int got = in.read(into, offset, length);
            count(got);
            return got;
        }

        /** The archive goes on behind what is read here. */
        @Override
        public void close() {}
    }

    /** Some programs begin a text with a mark of its byte order, which no reader of XML takes for a part of it. */
    private static Reader unmarked(InputStream in) throws IOException {
        PushbackReader text = new PushbackReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        int first = text.read();
        if (first >= 0 && first != MARK.charAt(0)) {
            text.unread(first);
        }
        return text;
    }

    private static KnxTable project(byte[] file) {
        byte[] skipped = new byte[64 << 10];
        long unpacked = 0;
        boolean sealed = false;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (PLAN.matcher(entry.getName()).matches()) {
                    return KnxXml.read(unmarked(new Bounded(zip, MOST_PLAN)));
                }
                sealed |= SEALED.matcher(entry.getName()).matches();
                for (int got = zip.read(skipped); got >= 0; got = zip.read(skipped)) {
                    unpacked += got;
                    if (unpacked > MOST_UNPACKED) {
                        throw new BadDocument("unpacks to more than " + (MOST_UNPACKED >> 20) + " MiB");
                    }
                }
            }
        } catch (ZipException broken) {
            throw new BadDocument(
                    String.valueOf(broken.getMessage()).contains("encrypted")
                            ? PROTECTED
                            : "is a damaged archive: export it once more");
        } catch (IOException broken) {
            throw new BadDocument("is a damaged archive: export it once more");
        }
        throw new BadDocument(sealed ? PROTECTED : "is an archive, and no project of ETS: it holds no P-XXXX/0.xml");
    }
}
