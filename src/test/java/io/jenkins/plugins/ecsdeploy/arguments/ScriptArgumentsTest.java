package io.jenkins.plugins.ecsdeploy.arguments;

import static org.assertj.core.api.Assertions.assertThat;

import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import groovy.lang.Script;
import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.engine.document.RawValues;
import io.jenkins.plugins.ecsdeploy.steps.EcsDeployStep;
import io.jenkins.plugins.ecsdeploy.steps.EcsRenderStep;
import io.jenkins.plugins.ecsdeploy.steps.EcsRollbackStep;
import io.jenkins.plugins.ecsdeploy.steps.EcsTargetStep;
import io.jenkins.plugins.ecsdeploy.steps.TaskDefinitionStep;
import io.jenkins.plugins.ecsdeploy.upstream.UpstreamBuildChoiceStep;
import io.jenkins.plugins.ecsdeploy.variables.ExportBuildVariablesStep;
import io.jenkins.plugins.ecsdeploy.variables.ImportBuildVariablesStep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import net.sf.json.JSONObject;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.jvnet.hudson.test.JenkinsRule;

/** What a script gives to the steps, and the scripts that the snippet generator writes: all steps, in a real Jenkins. */
@ExtendWith(QuickJenkins.class)
class ScriptArgumentsTest {
    private static final String STEPS = "ecsRender, ecsDeploy, ecsRollback, ecsTarget, upstreamBuildChoice,"
            + " importBuildVariables, exportBuildVariables, ecsGate, tagImage, ecsSync, ecsHistory, ecsRunTask,"
            + " ecsVerify";

    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void allStepsAreChecked() {
        assertThat(steps()).extracting(StepDescriptor::getFunctionName).containsExactlyInAnyOrder(STEPS.split(", "));
        assertThat(steps()).allMatch(CheckedStepDescriptor.class::isInstance);
    }

    @Test
    void everyMapHasAnExample() {
        for (StepDescriptor step : steps()) {
            DescribableModel.of(step.clazz).getParameters().stream()
                    .filter(parameter -> parameter.getErasedType() == Map.class)
                    .forEach(parameter -> assertThat(StepArguments.example(parameter.getName()))
                            .as(parameter.getName())
                            .isNotNull());
        }
    }

    @Test
    void soHasEveryList() {
        for (StepDescriptor step : steps()) {
            DescribableModel.of(step.clazz).getParameters().stream()
                    .filter(parameter -> parameter.getErasedType() == List.class)
                    .forEach(parameter -> assertThat(StepArguments.exampleOfList(parameter.getName()))
                            .as(parameter.getName())
                            .isNotNull());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ecsRender(service: 'web', image: [web: 'web:1'])   | ecsRender has no argument image (did you mean images?)
            ecsDeploy(service: 'web', image: [web: 'web:1'])   | ecsDeploy has no argument image (did you mean images?)
            ecsRollback(servce: 'web', toBuidl: 3)             | ecsRollback has no argument servce (did you mean service?), toBuidl (did you mean toBuild?)
            ecsTarget(tagret: 'beta') { echo 'in' }            | ecsTarget has no argument tagret (did you mean target?)
            ecsTarget(target: 'beta', region: 'x') { }         | ecsTarget has no argument region; it takes target
            upstreamBuildChoice(job: 'a', chioce: '3')         | upstreamBuildChoice has no argument chioce (did you mean choice?)
            importBuildVariables(job: 'a', nummer: 3)          | importBuildVariables has no argument nummer (did you mean number?)
            exportBuildVariables(name: 'a', variable: [A: 1])  | exportBuildVariables has no argument variable (did you mean variables?)
            exportBuildVariables(name: 'a', colour: 'red')     | exportBuildVariables has no argument colour; it takes name, variables
            ecsHistory(servce: 'web')                          | ecsHistory has no argument servce (did you mean service?)
            ecsVerify(servce: 'web')                           | ecsVerify has no argument servce (did you mean service?)
            ecsVerify()                                        | There is nothing to check
            ecsVerify(service: 'web', failOn: 'OK')            | failOn is 'OK'. Give one of WRONG, NEVER
            ecsHistory(limit: 0)                               | limit is 0. Give a number from 1 to 500
            ecsHistory(since: 'today')                         | since is 'today'. Give a time like '2026-11-29T12:00:00Z'
            ecsDeploy(service: 'web', images: 'web:1')         | images is a text; expected a map, such as images: [web: 'registry/web:90']
            ecsDeploy(service: 'web', environment: ['A=b'])    | environment is a list; expected a map, such as environment: [web: [LOG_LEVEL: 'debug']]
            ecsDeploy(service: 'web', timeoutMinutes: 'ten')   | timeoutMinutes is 'ten'; expected a whole number
            ecsDeploy(service: 'web', timeoutMinutes: 2.5)     | timeoutMinutes is 2.5; expected a whole number
            ecsDeploy(service: 'web', keepRevisions: [3])      | keepRevisions is a list; expected a whole number
            ecsDeploy(service: 'web', desiredCount: 1234567890123) | desiredCount is 1234567890123; expected a whole number
            ecsDeploy(service: 'web', wait: 'no')              | wait is 'no'; expected true or false
            ecsDeploy(service: 'web', enableEcsManagedTags: 1) | enableEcsManagedTags is 1; expected true or false
            ecsDeploy(service: 3)                              | service is 3; expected a text, which is in quotes
            ecsDeploy(7)                                       | service is 7; expected a text, which is in quotes
            ecsDeploy { echo 'in' }                            | service is a block in braces; expected a text
            ecsDeploy(['web'])                                 | service is a list; expected a text
            ecsDeploy(service: 'web', tag: [web: '1'])         | tag is a map; expected a text or a number
            ecsRollback(service: 'web', toBuild: true)         | toBuild is true; expected a text or a number
            ecsTarget([:]) { echo 'in' }                       | target is empty. Name the target that the tools in the block are to act as
            ecsTarget(3) { echo 'in' }                         | target is 3; expected a text, which is in quotes
            ecsGate(deployment: 3) { echo 'in' }               | deployment is 3; expected a map, such as deployment: ecsDeploy(service: 'web', waitUntil: 'GATE')
            ecsRender(variables: 'A=b')                        | variables is a text; expected a map, such as variables: [BUILD: env.BUILD_NUMBER]
            ecsRender(family: ['web'])                         | family is a list; expected a text
            upstreamBuildChoice(job: 'a', limit: 'many')       | limit is 'many'; expected a whole number
            importBuildVariables(build: 90)                    | build is 90; expected a map, such as build: upstreamBuildChoice(job: 'service1')
            exportBuildVariables(name: 'a', variables: 'A=b')  | variables is a text; expected a map, such as variables: [BUILD: env.BUILD_NUMBER]
            exportBuildVariables(name: ['a'])                  | name is a list; expected a text
            """)
    void aMistakeIsOneClearLine(String script, String message) throws Exception {
        assertThat(fails(script)).contains("ERROR: " + message).doesNotContain("\tat ");
    }

    /** Without script, Pipeline checks the arguments itself, before the build begins. */
    @Test
    void aMistakeInADeclarativePipeline() throws Exception {
        assertThat(fails(declarative("script { ecsDeploy(service: 'web', image: [web: 'web:1']) }")))
                .contains("ERROR: ecsDeploy has no argument image (did you mean images?)")
                .doesNotContain("\tat ");
        assertThat(fails(declarative("ecsDeploy(service: 'web', image: [web: 'web:1'])")))
                .contains("Invalid parameter \"image\", did you mean \"images\"?");
        assertThat(fails(declarative("ecsTarget(tagret: 'beta') { echo 'in' }")))
                .contains("Invalid parameter \"tagret\", did you mean \"target\"?");
    }

    @Test
    void whatIsEmptyCountsAsNotGiven() throws Exception {
        EcsDeployStep step = deploy("wait: null, images: '', timeoutMinutes: '', keepRevisions: null, logs: ' '");

        jenkins.assertEqualDataBoundBeans(new EcsDeployStep("web"), step);
        assertThat(fails("upstreamBuildChoice(job: 'a', choice: null)")).contains("choice is empty");
    }

    @Test
    void theTextsOfParametersAreTakenForWhatTheyMean() throws Exception {
        EcsDeployStep step = deploy("wait: 'False', timeoutMinutes: ' 30 ', keepRevisions: 3L, desiredCount: 2.0");

        assertThat(step.isWait()).isFalse();
        assertThat(step.getTimeoutMinutes()).isEqualTo(30);
        assertThat(step.getKeepRevisions()).isEqualTo(3);
        assertThat(step.getDesiredCount()).isEqualTo(2);
    }

    @Test
    void mapsAreTakenAsTheyAre() throws Exception {
        EcsDeployStep step = deploy("environment: [web: [(1): 2.50, 'a.b': null]]");

        assertThat(texts(step.getEnvironment())).isEqualTo(texts(Map.of("web", mapOf("1", "2.50", "a.b", null))));
    }

    /** As the page of the snippet generator asks for it. */
    @Test
    void theSnippetOfAForm() throws Exception {
        JSONObject form = new JSONObject()
                .element("stapler-class", EcsDeployStep.class.getName())
                .element("service", "web")
                .element("tag", "90")
                .element("tags", "web: 1.10\nside: 3000000000")
                .element("dockerLabels", "web: {com.example.team: shop}");

        new SnippetizerTester(jenkins)
                .assertGenerateSnippet(
                        form.toString(),
                        "ecsDeploy dockerLabels: [web: [('com.example.team'): 'shop']], service: 'web', tag: 90,"
                                + " tags: [web: '1.10', side: 3000000000]",
                        jenkins.getURL() + "pipeline-syntax/");
    }

    @ParameterizedTest
    @MethodSource("awkward")
    void whatIsGeneratedIsGroovyAndMeansTheSame(Step step) throws Exception {
        String snippet = Snippetizer.object2Groovy(step);

        Step read = parsed(snippet);

        assertThat(arguments(read)).as(snippet).isEqualTo(arguments(step));
    }

    /** Every step, with all of its maps full of what is hard to write, and numbers where they may be. */
    static Stream<Step> awkward() {
        EcsRenderStep render = new EcsRenderStep();
        changes(render);
        render.setVariables(
                typedIn("variables", "BUILD: 1.10\napp.mode: 12345678901234567890\nN: -9223372036854775808"));
        EcsDeployStep deploy = new EcsDeployStep("web");
        changes(deploy);
        deploy.setDesiredCount(2);
        EcsRollbackStep rollback = new EcsRollbackStep("web");
        rollback.setTo(41);
        EcsRollbackStep toBuild = new EcsRollbackStep("web");
        toBuild.setToBuild("12");
        UpstreamBuildChoiceStep choice = new UpstreamBuildChoiceStep("service1");
        choice.setChoice("90");
        ImportBuildVariablesStep imports = new ImportBuildVariablesStep();
        imports.setJob("service1");
        imports.setNumber("3");
        ExportBuildVariablesStep exports = new ExportBuildVariablesStep("service1");
        exports.setVariables(typedIn("variables", "A: 1.10\nB: 3000000000\nC: 0.5\nD: 12345678901234567890"));
        ExportBuildVariablesStep empty = new ExportBuildVariablesStep("service1");
        empty.setVariables(Map.of());
        return Stream.of(render, deploy, rollback, toBuild, new EcsTargetStep("beta"), choice, imports, exports, empty);
    }

    private static void changes(TaskDefinitionStep step) {
        step.setTag("90");
        step.setCpu("512");
        step.setMemory("0512");
        Map<String, BiConsumer<TaskDefinitionStep, Map<String, ?>>> texts = new LinkedHashMap<>();
        texts.put("tags", TaskDefinitionStep::setTags);
        texts.put("images", TaskDefinitionStep::setImages);
        texts.forEach((name, setter) -> setter.accept(
                step, typedIn(name, "web: 1.10\nside: 3000000000\na.b: 1e5\nc: 0.5\nin: 7\nd-e: 'x.y'\n\"é\": -1.50")));
        Map<String, BiConsumer<TaskDefinitionStep, Map<String, ?>>> maps = new LinkedHashMap<>();
        maps.put("environment", TaskDefinitionStep::setEnvironment);
        maps.put("secrets", TaskDefinitionStep::setSecrets);
        maps.put("dockerLabels", TaskDefinitionStep::setDockerLabels);
        maps.put("logConfiguration", TaskDefinitionStep::setLogConfiguration);
        maps.put("command", TaskDefinitionStep::setCommand);
        maps.put("environmentFiles", TaskDefinitionStep::setEnvironmentFiles);
        maps.put("fields", TaskDefinitionStep::setFields);
        maps.forEach(
                (name, setter) -> setter.accept(
                        step,
                        typedIn(
                                name,
                                "web:\n  com.example.team: shop\n  VERSION: 1.10\n  NONE: null\n  EMPTY: {}\n  LIST: [1.10, {}, []]\n"
                                        + "  def: 1\n  trait: 2\n  as: 3\n  null: 4\n  it's: \"l'été\\n$x\"\n  $x: 1\n  a.b.c: {d.e: 1E400}")));
    }

    private static Map<String, Object> typedIn(String name, String yaml) {
        return MapField.parse(name, yaml);
    }

    private static Map<String, Object> arguments(Step step) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        DescribableModel.uninstantiate2_(step)
                .getArguments()
                .forEach((name, value) -> arguments.put(name, texts(value)));
        return arguments;
    }

    /** Numbers as the texts that the engine takes them for. */
    private static Object texts(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> texts = new LinkedHashMap<>();
            map.forEach((key, each) -> texts.put(key.toString(), texts(each)));
            return texts;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ScriptArgumentsTest::texts).toList();
        }
        return value instanceof Number ? RawValues.text("number", value) : value;
    }

    private static Map<String, Object> mapOf(String one, Object first, String two, Object second) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(one, first);
        map.put(two, second);
        return map;
    }

    private static EcsDeployStep deploy(String arguments) throws Exception {
        return (EcsDeployStep) parsed("ecsDeploy(service: 'web', " + arguments + ")");
    }

    /** The step that a script makes, as Pipeline makes it. */
    private static Step parsed(String script) throws Exception {
        CompilerConfiguration groovy = new CompilerConfiguration();
        groovy.setScriptBaseClass(Captured.class.getName());
        ClassLoader all = jenkins.jenkins.getPluginManager().uberClassLoader;
        return (Step) new GroovyShell(all, new Binding(), groovy).evaluate(script);
    }

    /** Takes every call for that of a step. */
    public abstract static class Captured extends Script {
        @Override
        public Object invokeMethod(String name, Object args) {
            StepDescriptor step = StepDescriptor.byFunctionName(name);
            Object first = ((Object[]) args).length == 0 ? Map.of() : ((Object[]) args)[0];
            Map<String, Object> named = new LinkedHashMap<>();
            if (first instanceof Map<?, ?> map) {
                map.forEach((key, value) -> named.put(key.toString(), value));
            } else {
                named.put(
                        DescribableModel.of(step.clazz)
                                .getSoleRequiredParameter()
                                .getName(),
                        first);
            }
            try {
                return step.newInstance(named);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static List<StepDescriptor> steps() {
        return StepDescriptor.all().stream()
                .filter(step -> step.getClass().getName().startsWith("io.jenkins.plugins.ecsdeploy."))
                .toList();
    }

    private static String declarative(String step) {
        return "pipeline {\n  agent none\n  stages { stage('x') { steps { " + step + " } } }\n}";
    }

    private static String fails(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        WorkflowRun build = jenkins.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0));
        return JenkinsRule.getLog(build);
    }
}
