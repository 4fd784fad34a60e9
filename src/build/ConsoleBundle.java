import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Puts the console's pages together, without Node: esbuild is a program of its own, and comes as a jar like every other part of
 * the build. A build in which no page changed does nothing.
 *
 * <p>{@code java src/build/ConsoleBundle.java JARS PAGES OUT}: the folder with the jars of esbuild and of the pages' libraries, the
 * folder with the pages' sources, and the folder that gets {@code index.html} and {@code assets}. Names of assets hold a hash
 * of their content, so a browser may keep them for ever; beside each lies its compressed form.
 *
 * <p>esbuild takes the types out and does not check them.
 */
public final class ConsoleBundle {
    private static final Pattern IN_JAR = Pattern.compile("META-INF/resources/_static/([^/]+)/[^/]+/(.+)");
    private static final Pattern PACKAGE_NAME = Pattern.compile("\"name\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)\\.([a-z]+)}}");

    private ConsoleBundle() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path jars = Path.of(args[0]).toAbsolutePath();
        Path pages = Path.of(args[1]).toAbsolutePath();
        Path out = Path.of(args[2]).toAbsolutePath();
        Path index = out.resolve("index.html");
        // what is edited while this runs is newer than the mark, and is put together the next time
        FileTime newest = newest(List.of(jars, pages, Path.of("src/build")));
        if (Files.exists(index) && newest.compareTo(time(index)) <= 0) {
            return;
        }
        delete(out);
        Path assets = Files.createDirectories(out.resolve("assets"));
        Path unpacked = out.resolveSibling("console-unpacked");
        delete(unpacked);
        bundle(unpack(jars, unpacked), unpacked, pages, assets);
        for (Path asset : files(assets)) {
            try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(Path.of(asset + ".gz")))) {
                Files.copy(asset, packed);
            }
        }
        Files.writeString(index, page(Files.readString(pages.resolve("index.html")), assets));
        Files.setLastModifiedTime(index, newest);
        delete(unpacked);
    }

    /** Lays the packages out as esbuild looks for them. Gives esbuild itself. */
    private static Path unpack(Path jars, Path folder) throws IOException {
        Path esbuild = null;
        for (Path jar : files(jars)) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                String name = name(zip);
                Enumeration<? extends ZipEntry> entries = zip.entries();
                while (entries.hasMoreElements()) {
                    ZipEntry entry = entries.nextElement();
                    Matcher place = IN_JAR.matcher(entry.getName());
                    if (place.matches() && !entry.isDirectory() && !entry.getName().endsWith(".map")) {
                        Path to = folder.resolve(name).resolve(place.group(2)).normalize();
                        Files.createDirectories(to.getParent());
                        try (InputStream in = zip.getInputStream(entry)) {
                            Files.copy(in, to);
                        }
                        if (name.startsWith("@esbuild/") && to.getFileName().toString().matches("esbuild(\\.exe)?")) {
                            esbuild = to;
                        }
                    }
                }
            }
        }
        if (esbuild == null || !esbuild.toFile().setExecutable(true)) {
            throw new IOException("no esbuild for this machine is among " + jars);
        }
        return esbuild;
    }

    private static String name(ZipFile jar) throws IOException {
        Enumeration<? extends ZipEntry> entries = jar.entries();
        while (entries.hasMoreElements()) {
            ZipEntry entry = entries.nextElement();
            Matcher place = IN_JAR.matcher(entry.getName());
            if (place.matches() && place.group(2).equals("package.json")) {
                try (InputStream in = jar.getInputStream(entry)) {
                    Matcher name = PACKAGE_NAME.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                    if (name.find()) {
                        return name.group(1);
                    }
                }
            }
        }
        throw new IOException(jar.getName() + " is no package for pages");
    }

    private static void bundle(Path esbuild, Path packages, Path pages, Path assets)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                esbuild.toString(),
                "app.ts",
                "app.css",
                "icon.svg",
                "--bundle",
                "--splitting",
                "--format=esm",
                "--target=es2022",
                "--minify",
                "--legal-comments=none",
                "--log-level=warning",
                "--loader:.svg=copy",
                "--entry-names=[name]-[hash]",
                "--chunk-names=[name]-[hash]",
                "--tsconfig-raw={\"compilerOptions\":{\"useDefineForClassFields\":false}}",
                "--outdir=" + assets));
        ProcessBuilder process = new ProcessBuilder(command).directory(pages.toFile()).inheritIO();
        process.environment().put("NODE_PATH", packages.toString());
        int status = process.start().waitFor();
        if (status != 0) {
            throw new IOException("esbuild ended with " + status);
        }
    }

    /** The page with the real names of its assets. */
    private static String page(String template, Path assets) throws IOException {
        StringBuilder page = new StringBuilder();
        Matcher place = PLACE.matcher(template);
        while (place.find()) {
            String begin = place.group(1) + "-";
            String end = "." + place.group(2);
            String file = files(assets).stream()
                    .map(asset -> asset.getFileName().toString())
                    .filter(name -> name.startsWith(begin) && name.endsWith(end))
                    .findFirst()
                    .orElseThrow(() -> new IOException("there is no asset " + begin + "…" + end));
            place.appendReplacement(page, Matcher.quoteReplacement("/assets/" + file));
        }
        return place.appendTail(page).toString();
    }

    private static FileTime newest(List<Path> places) throws IOException {
        FileTime newest = FileTime.fromMillis(0);
        for (Path place : places) {
            try (Stream<Path> all = Files.walk(place)) {
                for (Path each : (Iterable<Path>) all::iterator) {
                    FileTime time = time(each);
                    newest = time.compareTo(newest) > 0 ? time : newest;
                }
            }
        }
        return newest;
    }

    private static FileTime time(Path file) throws IOException {
        return Files.getLastModifiedTime(file);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(file -> file.getFileName().toString().toLowerCase(Locale.ROOT)))
                    .toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.sorted(Comparator.reverseOrder()).forEach(each -> {
                    try {
                        Files.delete(each);
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    }
                });
            }
        }
    }
}
