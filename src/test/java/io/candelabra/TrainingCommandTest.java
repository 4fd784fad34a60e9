package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

/** The training run, shortened: whatever its clients ask for has to be there, or the cache never sees it. */
class TrainingCommandTest {
    @TempDir
    Path folder;

    @Test
    void clientsOfAllDialectsAreAnswered() {
        StringWriter out = new StringWriter();
        int status = Main.commandLine("train")
                .setOut(new PrintWriter(out, true))
                .execute("train", "--data", folder.resolve("data").toString(), "--seconds", "2");
        assertThat(status).as(out.toString()).isZero();
        for (String dialect : new String[] {"overkiz", "sustainder", "vive", "quantum"}) {
            assertThat(out.toString().lines().filter(line -> line.startsWith(dialect + ": ")))
                    .isNotEmpty()
                    .allMatch(line -> line.matches(dialect + ": [1-9][0-9]* requests answered"));
        }
    }

    @Test
    void aFolderThatIsThereIsLeftAlone() {
        StringWriter err = new StringWriter();
        int status = Main.commandLine("train")
                .setErr(new PrintWriter(err, true))
                .execute("train", "--data", folder.toString(), "--seconds", "1");
        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).contains("already");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void helpDoesNotNameIt() {
        assertThat(Main.commandLine().getUsageMessage(Ansi.OFF)).doesNotContain("train ");
        assertThat(Main.commandLine().getSubcommands()).containsKey("train");
    }
}
