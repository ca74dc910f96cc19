package io.jenkins.plugins.ecsdeploy.persisted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import hudson.model.Action;
import hudson.model.Describable;
import hudson.util.XStream2;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.util.JenkinsJVM;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * What is on the disks of controllers: the names of all classes that are written there, and what they look like. Whoever
 * renames a class or a field sees here what an update would lose. Names are texts, so that no tool renames them along.
 *
 * <p>Where the form is meant to change, {@code mvn test -Dtest=PersistedFormTest -Dpersisted.renew=true} writes the golden
 * files anew. After the first release that is right for what is added; what was there stays readable under its old name.
 */
class PersistedFormTest {
    /** No Jenkins runs here, though other classes may have had one in this JVM. */
    private static final class ThisJvm extends JenkinsJVM {
        private static void isJenkins(boolean is) {
            setJenkinsJVM(is);
        }
    }

    private static boolean wasJenkins;

    /** Written with XStream into build.xml, config.xml and the files of the global configuration. */
    static final List<String> XML = List.of(
            "config.EcsDeployConfiguration",
            // Stands where EcsState does, if the controller is CodeDeploy.
            "engine.deployment.codedeploy.CodeDeployState",
            "history.HistoryConfiguration",
            "records.ChecksAction",
            "records.DeploymentsAction",
            "records.TasksAction",
            "records.TaggedImagesAction",
            "targets.EcsTargets",
            "targets.FolderTargets",
            "upstream.UpstreamBuildParameterDefinition",
            "upstream.UpstreamBuildParameterValue",
            "upstream.UpstreamBuildsChoiceListProvider",
            "records.BuildVariablesAction");

    /** What these are made of. */
    private static final List<String> WITHIN_XML = List.of(
            "access.CallerArguments",
            "config.Registry",
            "records.BuildDeployment",
            "records.BuildTasks",
            "records.CheckedDefinition",
            "records.KeptFinding",
            "engine.deployment.ecs.EcsState",
            "engine.deployment.ecs.strategies.StagesState",
            "engine.deployment.record.Aftercare",
            "engine.deployment.record.DeploymentRecord",
            "engine.deployment.record.Gate",
            "engine.deployment.record.GateAnswer",
            "engine.deployment.record.GateState",
            "engine.deployment.record.ImageState",
            "engine.deployment.record.OnAbort",
            "engine.deployment.record.OnFailure",
            "engine.deployment.record.Phase",
            "engine.deployment.record.RollbackState",
            "engine.deployment.record.ShownProgress",
            "engine.deployment.record.Status",
            "engine.deployment.record.Times",
            "engine.tasks.LogPosition",
            "engine.tasks.RunCall",
            "engine.tasks.StartedTask",
            "engine.tasks.StopCause",
            "engine.tasks.TaskContainer",
            "engine.tasks.TaskPhase",
            "engine.tasks.TaskRecord",
            "engine.tasks.TaskStatus",
            "engine.promotion.TagMove",
            "engine.promotion.TagMove$Phase",
            "engine.promotion.TagState",
            "records.TaggedImage",
            "targets.FolderTarget",
            "targets.GlobalTarget",
            "targets.Target",
            "records.VariablesOfBuild");

    /** Written as Java serializes objects: by Pipeline into program.dat, and by Jenkins into logs (the note). */
    static final List<String> PROGRAM = List.of(
            "access.LentEnvironment",
            "access.SecretMask",
            "steps.EcsDeployExecution",
            "steps.EcsDeployStep",
            "steps.EcsHistoryExecution",
            "steps.gate.EcsGateExecution",
            "steps.gate.EcsGateExecution$GateIsClosed",
            "steps.gate.EcsGateStep",
            "steps.EcsRenderExecution",
            "steps.EcsRollbackStep",
            "steps.EcsTargetExecution",
            "steps.EcsTargetExecution$Ending",
            "steps.tasks.EcsRunTaskExecution",
            "steps.tasks.EcsRunTaskStep",
            "steps.checks.EcsVerifyExecution",
            "steps.caller.EnclosingTarget",
            "steps.plan.PlanExecution",
            "steps.gate.GateBlock",
            "steps.promotion.TagImageExecution",
            "steps.sync.EcsSyncExecution",
            "access.BuildNote",
            "upstream.PromptContext",
            "upstream.PromptParameter",
            "upstream.UpstreamBuildChoiceExecution",
            "variables.ExportBuildVariablesExecution",
            "variables.ImportBuildVariablesExecution");

    /** What these are made of. */
    private static final List<String> WITHIN_PROGRAM = List.of(
            "access.CallerArguments",
            "access.SecretFingerprint",
            "engine.sync.PlannedService",
            "engine.sync.SyncPlan",
            "steps.sync.EcsSyncStep",
            "steps.caller.AwsStep",
            "steps.caller.CallerStep",
            "steps.caller.ReadingExecution",
            "steps.checks.EcsVerifyStep",
            "steps.BlueGreenStep",
            "steps.EcsRenderStep",
            "steps.ImagesStep",
            "steps.TaskDefinitionStep",
            "steps.promotion.TagImageStep",
            "upstream.UpstreamBuildChoiceStep",
            "variables.UpstreamArgument",
            "variables.VariablesExecution");

    /** Those that look as if they were written down, and why they are not. */
    private static final Map<String, String> NOT_WRITTEN = Map.ofEntries(
            Map.entry("access.AgentKeys", "goes from an agent to the controller"),
            Map.entry("access.AgentKeys$Fetch", "runs on an agent"),
            Map.entry("history.pages.HistoryRoot", "added anew by each start of Jenkins"),
            Map.entry("history.pages.JobHistory", "made anew for each page"),
            Map.entry("steps.EcsHistoryStep", "its execution holds what it was given"),
            Map.entry("steps.EcsTargetStep", "its execution holds the name alone"),
            Map.entry("steps.files.WorkspaceFile$Content", "comes from an agent"),
            Map.entry("steps.files.WorkspaceFile$Read", "runs on an agent"),
            Map.entry("steps.files.WorkspaceFile$Write", "runs on an agent"),
            Map.entry("steps.files.WorkspaceTree$Found", "comes from an agent"),
            Map.entry("steps.files.WorkspaceTree$Read", "runs on an agent"),
            Map.entry("upstream.ChosenBuildCheck", "is made anew for every build"),
            Map.entry("upstream.PromptAnswer", "lives as long as the request that answers"),
            Map.entry("upstream.UpstreamBuild", "becomes a map before it is given to Pipeline"),
            Map.entry("artifacts.ArtifactFile", "comes from the store of artifacts, and is read at once"),
            Map.entry("artifacts.ArtifactFiles$Content", "runs where the artifacts are"),
            Map.entry("artifacts.ArtifactFiles$Found", "comes from where the artifacts are"),
            Map.entry("artifacts.ArtifactFiles$Named", "runs where the artifacts are"),
            Map.entry("artifacts.ArtifactFiles$Kinds", "runs where the artifacts are"),
            Map.entry("artifacts.ArtifactFiles$Walk", "runs where the artifacts are"),
            Map.entry("variables.ExportBuildVariablesStep", "its execution holds what it was given"),
            Map.entry("variables.ImportBuildVariablesStep", "its execution holds what it was given"));

    /** Reading it joins the open questions of a Jenkins; UpstreamBuildPromptRestartTest does that. */
    private static final String NEEDS_JENKINS = "upstream.PromptParameter";

    private static final Path GOLDEN = Path.of("src/test/resources/io/jenkins/plugins/ecsdeploy/persisted");
    private static final boolean RENEW = Boolean.getBoolean("persisted.renew");

    @BeforeAll
    static void withoutJenkins() {
        wasJenkins = JenkinsJVM.isJenkinsJVM();
        ThisJvm.isJenkins(false);
    }

    @AfterAll
    static void asBefore() {
        ThisJvm.isJenkins(wasJenkins);
    }

    @ParameterizedTest
    @FieldSource("XML")
    void theXmlIsThatOfTheGoldenFile(String name) throws Exception {
        String written = xml(sample().of(Sample.named(name))) + "\n";
        Path golden = golden(name, ".xml", written);

        assertThat(written).as(whatToDo(name)).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @FieldSource("XML")
    void theGoldenXmlIsReadWithNothingLost(String name) throws IOException {
        String golden = Files.readString(GOLDEN.resolve(name + ".xml"));

        assertThat(xml(new XStream2().fromXML(golden)) + "\n").isEqualTo(golden);
    }

    @ParameterizedTest
    @FieldSource("PROGRAM")
    void theSerializedFormIsThatOfTheGoldenFile(String name) throws Exception {
        String written = serialized(sample().of(Sample.named(name)));
        Path golden = golden(name, ".txt", written);

        assertThat(written).as(whatToDo(name)).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @FieldSource("PROGRAM")
    void theGoldenSerializedFormIsReadWithNothingLost(String name) throws Exception {
        String golden = Files.readString(GOLDEN.resolve(name + ".txt"));
        if (name.equals(NEEDS_JENKINS)) {
            assertThat(golden).contains(name);
            return;
        }

        assertThat(xml(deserialized(golden))).isEqualTo(xml(sample().of(Sample.named(name))));
    }

    @Test
    void thereAreNoOtherPersistedClasses() throws Exception {
        assertThat(usedBy(XML)).as("written with XStream").isEqualTo(union(XML, WITHIN_XML));
        assertThat(usedBy(PROGRAM)).as("written by Pipeline").isEqualTo(union(PROGRAM, WITHIN_PROGRAM));
        Set<String> known = union(XML, WITHIN_XML);
        known.addAll(union(PROGRAM, WITHIN_PROGRAM));

        assertThat(new ClassFileImporter()
                        .importPath(Path.of("target/classes")).stream()
                                .filter(PersistedFormTest::looksPersisted)
                                .map(type -> type.getName().replace("io.jenkins.plugins.ecsdeploy.", ""))
                                .filter(name -> !NOT_WRITTEN.containsKey(name)))
                .as("List it in this test, with the persisted ones or with the reason why it is not")
                .isSubsetOf(known);
    }

    @Test
    void nothingThatIsNotThereIsExcused() {
        assertThat(NOT_WRITTEN.keySet())
                .allSatisfy(name -> assertThatCode(() -> Sample.named(name)).doesNotThrowAnyException());
    }

    /** JBoss Marshalling, which Pipeline uses, reads no Java records; an enum's unknown value loses the whole program. */
    @Test
    void pipelineWritesNoRecordsAndNoEnums() throws Exception {
        for (String name : union(PROGRAM, WITHIN_PROGRAM)) {
            Class<?> type = Sample.named(name);
            assertThat(type.isRecord() || type.isEnum()).as(name).isFalse();
            for (Field field : sample().fields(type)) {
                assertThat(field.getType().isRecord() || field.getType().isEnum())
                        .as(field.toString())
                        .isFalse();
            }
        }
    }

    private static boolean looksPersisted(JavaClass type) {
        return !type.isInterface()
                && !type.isEnum()
                && !type.isAssignableTo(Throwable.class)
                && !type.isAssignableTo(JsonNode.class)
                && !type.getName().contains("$DescriptorImpl")
                && !type.getModifiers().contains(JavaModifier.SYNTHETIC)
                && (type.isAssignableTo(Serializable.class)
                        || type.isAssignableTo(Action.class)
                        || type.isAssignableTo(Describable.class));
    }

    private static Set<String> usedBy(List<String> names) throws Exception {
        Sample sample = sample();
        for (String name : names) {
            sample.of(Sample.named(name));
        }
        return sample.classes();
    }

    private static Set<String> union(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    static Sample sample() {
        try {
            return new Sample(Map.of(
                    Sample.named("steps.ServiceStep"),
                    Sample.named("steps.EcsDeployStep"),
                    Sample.named("steps.plan.PlannedStep"),
                    Sample.named("steps.EcsDeployStep"),
                    Sample.named("engine.deployment.record.ControllerState"),
                    Sample.named("engine.deployment.ecs.EcsState")));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    static String xml(Object object) {
        return new XStream2().toXML(object);
    }

    private static Path golden(String name, String suffix, String written) throws IOException {
        Path file = GOLDEN.resolve(name + suffix);
        if (RENEW) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, written);
        }
        return file;
    }

    private static String whatToDo(String name) {
        return "What is written down of " + name
                + " is not what the golden file has: a controller that is updated reads"
                + " the golden one. See the Javadoc of this test";
    }

    /** For people the classes of the plugin with their fields; for machines the bytes. */
    private static String serialized(Object object) throws IOException {
        List<String> classes = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes) {
            @Override
            protected void writeClassDescriptor(ObjectStreamClass type) throws IOException {
                super.writeClassDescriptor(type);
                if (Sample.isOurs(type.forClass())) {
                    classes.add(described(type));
                }
            }
        }) {
            out.writeObject(object);
        }
        String encoded = Base64.getMimeEncoder(100, new byte[] {'\n'}).encodeToString(bytes.toByteArray());
        return String.join("\n", classes) + "\n\n" + encoded + "\n";
    }

    private static String described(ObjectStreamClass type) {
        return type.getName() + ", version " + type.getSerialVersionUID()
                + Stream.of(type.getFields())
                        .map(field -> "\n    " + field.getType().getTypeName() + " " + field.getName())
                        .collect(Collectors.joining());
    }

    static Object deserialized(String golden) {
        byte[] bytes = Base64.getMimeDecoder()
                .decode(golden.substring(golden.lastIndexOf("\n\n")).getBytes(StandardCharsets.US_ASCII));
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new AssertionError("The golden file has a class that is not there any more", e);
        }
    }
}
