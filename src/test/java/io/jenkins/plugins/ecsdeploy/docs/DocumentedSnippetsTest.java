package io.jenkins.plugins.ecsdeploy.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.engine.document.DocumentReader;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javaposse.jobdsl.plugin.ExecuteDslScripts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.jvnet.hudson.test.JenkinsRule;

/** The examples in the documents and in the help are Groovy, and their steps take these arguments. */
@ExtendWith(QuickJenkins.class)
class DocumentedSnippetsTest {
    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        // The script that upstream-builds.md is about looks for its builds.
        jenkins.createFreeStyleProject("service1-build");
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void aPipelineCallsStepsAsTheyAre(Snippet snippet) {
        SnippetScript.run(snippet.script("ecsDeploy(service: 'web'"));
    }

    static Stream<Snippet> pipelines() {
        return Stream.of(Snippet.blocks(), Snippet.inline(), Snippet.help())
                .flatMap(snippets -> snippets)
                .filter(snippet -> !snippet.isJobDsl());
    }

    @ParameterizedTest
    @MethodSource("jobDsl")
    void jobDslMakesWhatIsShown(Snippet snippet) throws Exception {
        FreeStyleProject seed = jenkins.createFreeStyleProject();
        ExecuteDslScripts dsl = new ExecuteDslScripts();
        dsl.setScriptText(snippet.text());
        seed.getBuildersList().add(dsl);

        jenkins.buildAndAssertSuccess(seed);
    }

    static Stream<Snippet> jobDsl() {
        return Snippet.blocks().filter(Snippet::isJobDsl);
    }

    /** What the help of a map shows can be typed into its field. */
    @ParameterizedTest
    @MethodSource("io.jenkins.plugins.ecsdeploy.docs.Snippet#fields")
    void aFieldTakesWhatItsHelpShows(Snippet snippet) {
        String field = snippet.field();
        Object typedIn = Json.MAPPER.convertValue(
                DocumentReader.read(field + ".yaml", snippet.text(), Placeholders.none()), Object.class);

        Calls.check(snippet.isOfRunTask() ? "ecsRunTask" : "ecsDeploy", Map.of("service", "web", field, typedIn));
    }

    /** The tables of arguments, of those and of no others. */
    @ParameterizedTest
    @CsvSource({
        "ecsRender, steps.md, 'ecsRender, Shared arguments'",
        "ecsDeploy, steps.md, 'ecsDeploy, Shared arguments'",
        "ecsRollback, steps.md, ecsRollback",
        "ecsGate, steps.md, ecsGate",
        "ecsRunTask, tasks-and-checks.md, ecsRunTask",
        "ecsSync, sync.md, ecsSync",
        "ecsTarget, steps.md, ecsTarget",
        "tagImage, promotion.md, tagImage",
        "upstreamBuildChoice, upstream-builds.md, The step upstreamBuildChoice",
        "upstreamBuild, upstream-builds.md, The parameter upstreamBuild",
        "exportBuildVariables, build-variables.md, exportBuildVariables",
        "importBuildVariables, build-variables.md, importBuildVariables"
    })
    void theArgumentsAreThoseOfTheTable(String name, String file, String sections) throws Exception {
        String document = Files.readString(Path.of("docs", file)).replace("`", "");

        List<String> documented = Stream.of(sections.split(", "))
                .flatMap(section -> arguments(document, section))
                .toList();

        assertThat(documented).containsExactlyInAnyOrderElementsOf(Calls.arguments(name));
    }

    private static Stream<String> arguments(String document, String section) {
        int begin = document.indexOf("\n## " + section + "\n");
        int end = document.indexOf("\n## ", begin + 1);
        assertThat(begin).as(section).isPositive();
        List<String> tables = Pattern.compile("\\| (?:name|argument) \\|[^\n]*\n\\|[ -|]*\n((?:\\|[^\n]*\n)+)")
                .matcher(document.substring(begin, end < 0 ? document.length() : end + 1))
                .results()
                .map(table -> table.group(1))
                .toList();
        assertThat(tables).as(section).isNotEmpty();
        return tables.stream()
                .flatMap(String::lines)
                .flatMap(row -> Stream.of(row.split(" \\| ")[0].substring(2).split(", ")));
    }

    /** So that nothing is overlooked when the documents get another form. */
    @Test
    void everyStepHasAnExampleInTheDocumentsAndInItsHelp() {
        assertThat(called(Snippet.blocks())).containsAll(Calls.NAMES);
        assertThat(called(Snippet.inline())).isNotEmpty();
        assertThat(called(Snippet.help())).containsAll(Calls.STEPS);
        assertThat(jobDsl()).hasSizeGreaterThan(1);
        assertThat(Snippet.fields()).hasSizeGreaterThan(6);
    }

    private static TreeSet<String> called(Stream<Snippet> snippets) {
        TreeSet<String> called = new TreeSet<>();
        snippets.filter(snippet -> !snippet.isJobDsl())
                .forEach(snippet -> called.addAll(SnippetScript.run(snippet.script("ecsDeploy(service: 'web'"))));
        return called;
    }

    @Test
    void aMistakeInAnExampleIsSeen() {
        for (String wrong : List.of(
                "ecsDeploy(service: 'web', image: [web: 'web:1'])",
                "ecsDeploy(service: 'web', images: 'web:1')",
                "ecsDeploy(service: 'web', timeoutMinutes: 'ten')",
                "ecsDeploy(target: 'live')",
                "ecsRender('taskdef.json')",
                "node { dir('x') { ecsRollback(service: 'web', tobuild: 3) } }",
                "properties([parameters([upstreamBuild(name: 'A', jobs: 'b')])])")) {
            assertThatThrownBy(() -> SnippetScript.run(wrong)).as(wrong).isInstanceOf(AssertionError.class);
        }
        assertThatThrownBy(() -> SnippetScript.run("ecsDeploy(service: web)")).hasMessageContaining("web");
        assertThatThrownBy(() -> SnippetScript.run("ecsDeploy(service: 'web'")).hasMessageContaining("startup failed");
    }
}
