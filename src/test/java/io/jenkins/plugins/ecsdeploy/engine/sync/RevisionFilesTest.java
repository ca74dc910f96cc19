package io.jenkins.plugins.ecsdeploy.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevisionFilesTest {
    private static final String WEB = "[{\"name\":\"web\",\"imageUri\":\"r/web:90\"}]";

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    @Test
    void theFoldersNameClusterAndService() {
        file(
                "c1/web/revision.json",
                "\uFEFF[{\"name\":\"web\",\"imageUri\":\"r/web:90\"},{\"name\":\"log\",\"imageUri\":\"r/l\"}]");
        file("envs/c2/web/revision.json", WEB);

        RevisionFiles read = read();

        assertThat(read.problems().failure()).isEmpty();
        assertThat(read.files()).extracting(RevisionFile::name).containsExactly("c1/web", "c2/web");
        assertThat(read.files().get(0).images()).containsExactly(entry("web", "r/web:90"), entry("log", "r/l"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        c1/web/r.json  | []                              | c1/web/r.json names no container. Name one, or remove the file
        c1/web/r.json  | {"imageUri": "a"}               | c1/web/r.json is an object; expected a list such as
        c1/web/r.json  | [{"name": "a"                   | c1/web/r.json, line 1, column 14: not JSON
        c1/web/r.json  | [{"name":"a","imageUri":"A:"}]  | c1/web/r.json[0].imageUri: 'A:' is not an image
        web/r.json     | [{"name":"a","imageUri":"a"}]   | web/r.json: it is not in the folder of a service within that of a cluster, such as c1/web/r.json
        c1/w b/r.json  | [{"name":"a","imageUri":"a"}]   | c1/w b/r.json: no service is called 'w b', for a name has letters, digits, '-' and '_' only
        c:1/web/r.json | [{"name":"a","imageUri":"a"}]   | c:1/web/r.json: no cluster is called 'c:1', for
        """)
    void refuses(String path, String text, String message) {
        file(path, text);

        assertThat(problem()).startsWith(message).endsWith(". Nothing was deployed");
        assertThat(read().files()).isEmpty();
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        file("c1/b/revision.json", "[{\"name\":\"web\",\"imageUri\":\"X\"},{\"name\":1,\"imageUri\":\"a\"}]");
        file("c1/a/revision.json", "not json");
        file("c1/ok/revision.json", WEB);
        files.put("c1/latin/revision.json", new byte[] {'[', (byte) 0xe4, ']'});

        assertThat(problem().lines().map(line -> line.replaceFirst("(revision.json\\S*).*", "$1")))
                .containsExactly(
                        "There are 4 problems, and nothing was deployed:",
                        "  c1/a/revision.json,",
                        "  c1/b/revision.json[0].imageUri:",
                        "  c1/b/revision.json[1].name",
                        "  c1/latin/revision.json");
        assertThat(read().files()).extracting(RevisionFile::service).containsExactly("ok");
    }

    @Test
    void twoFilesForOneServiceContradictEachOther() {
        file("a/c1/web/revision.json", WEB);
        file("b/c1/web/revision.json", WEB);

        assertThat(problem())
                .isEqualTo("b/c1/web/revision.json: it is for service web in cluster c1, as is a/c1/web/revision.json."
                        + " Remove one of the two, or leave it out by pattern. Nothing was deployed");
    }

    @ParameterizedTest
    @CsvSource({"c1", "arn:aws:ecs:eu-central-1:111122223333:cluster/c1"})
    void aTargetOfOneClusterHasNoOther(String cluster) {
        file("c1/web/revision.json", WEB);
        file("c2/web/revision.json", WEB);
        file("c2/api/revision.json", WEB);

        RevisionFiles read = RevisionFiles.read(files, Optional.of(new OneCluster(cluster, "target 'prod'")));

        assertThat(read.files()).extracting(RevisionFile::name).containsExactly("c1/web");
        assertThat(read.problems().failure())
                .get()
                .extracting(Throwable::getMessage)
                .isEqualTo("c2/api/revision.json, c2/web/revision.json: it is for cluster c2, and target 'prod' has the"
                        + " cluster c1. Take the files of this cluster alone, by pattern: 'c1/*/revision.json', or use"
                        + " another target. Nothing was deployed");
    }

    @Test
    void hundredsOfProblemsAreNotAllShown() {
        for (int i = 0; i < 300; i++) {
            file("c1/s" + i + "/revision.json", "[]");
            file("c2/s" + i + "/x/y z/revision.json", WEB);
        }

        assertThat(problem().lines())
                .hasSize(102)
                .anyMatch(line -> line.startsWith("There are 301 problems"))
                .anyMatch(line -> line.equals("  … and 201 more"));
    }

    private void file(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private RevisionFiles read() {
        return RevisionFiles.read(files, Optional.empty());
    }

    private String problem() {
        return read().problems().failure().orElseThrow().getMessage();
    }
}
