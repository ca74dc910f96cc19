package io.jenkins.plugins.ecsdeploy.persisted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import hudson.util.XStream2;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Outcome;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import io.jenkins.plugins.ecsdeploy.records.BuildDeployment;
import io.jenkins.plugins.ecsdeploy.records.DeploymentsAction;
import io.jenkins.plugins.ecsdeploy.records.TaggedImagesAction;
import io.jenkins.plugins.ecsdeploy.records.VariablesOfBuild;
import io.jenkins.plugins.ecsdeploy.steps.EcsDeployStep;
import io.jenkins.plugins.ecsdeploy.upstream.UpstreamBuildChoiceStep;
import io.jenkins.plugins.ecsdeploy.upstream.UpstreamBuildParameterDefinition;
import io.jenkins.plugins.ecsdeploy.upstream.UpstreamBuildParameterValue;
import io.jenkins.plugins.ecsdeploy.upstream.UpstreamBuildsChoiceListProvider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an older or a newer version has written loses no action of a build, and breaks no page of it. */
class OtherVersionTest {
    private static final String PACKAGE = "io.jenkins.plugins.ecsdeploy.";
    /** A field with a plain value, on a line of its own. */
    private static final Pattern FIELD = Pattern.compile("(?m)^\\s+<(\\w+)>[^<]*</\\1>\n");

    @Test
    void noFieldThatIsMissingLosesADeployment() throws Exception {
        withoutOneFieldEach("records.DeploymentsAction", OtherVersionTest::deploymentsAreShown);
    }

    @Test
    void noFieldThatIsMissingLosesATaggedImage() throws Exception {
        withoutOneFieldEach("records.TaggedImagesAction", read -> {
            TaggedImagesAction action = (TaggedImagesAction) read;
            assertThat(action.getImages()).hasSize(1);
            assertThat(action.inWords()).doesNotContainNull();
            assertThat(action.getImages().get(0).getTags()).doesNotContainNull();
        });
    }

    /** It may have been put, so whoever goes on looks. */
    @Test
    void ofAnUnknownPhaseATagMayHaveBeenMoved() throws Exception {
        String golden = sample("records.TaggedImagesAction");

        String newer = golden.replaceAll("<phase>\\w+<", "<phase>PONDERING<");

        assertThat(newer).isNotEqualTo(golden);
        assertThat(((TaggedImagesAction) read(newer)).inWords())
                .containsExactly("repository:tag: perhaps previousDigest → digest");
    }

    @Test
    void noFieldThatIsMissingLosesVariables() throws Exception {
        withoutOneFieldEach("records.BuildVariablesAction", OtherVersionTest::variablesAreShown);
    }

    @Test
    void noFieldThatIsMissingLosesAParameter() throws Exception {
        withoutOneFieldEach("upstream.UpstreamBuildParameterValue", read -> {
            UpstreamBuildParameterValue value = (UpstreamBuildParameterValue) read;
            assertThat(value.getValue()).isNotNull();
            assertThat(value.toString()).contains(value.getValue());
        });
        withoutOneFieldEach(
                "upstream.UpstreamBuildParameterDefinition",
                read -> assertThat(((UpstreamBuildParameterDefinition) read).minResult())
                        .isNotNull());
        withoutOneFieldEach(
                "upstream.UpstreamBuildsChoiceListProvider",
                read -> assertThat(((UpstreamBuildsChoiceListProvider) read).minResult())
                        .isNotNull());
    }

    @Test
    void fieldsThatAreUnknownAreNoTrouble() throws Exception {
        String golden = sample("records.DeploymentsAction");

        String newer =
                golden.replace("<service>", "<pauses class=\"" + PACKAGE + "Pause\"><at>x</at></pauses><service>");

        assertThat(newer).isNotEqualTo(golden);
        assertThat(PersistedFormTest.xml(read(newer))).isEqualTo(golden);
    }

    @Test
    void classesThatAreGoneTakeNothingElseAlong() throws Exception {
        String golden = sample("records.DeploymentsAction");

        String other = golden.replace(
                "<deployments>",
                "<deployments><" + PACKAGE + "deployments.Gone><x>1</x></" + PACKAGE + "deployments.Gone>");

        assertThat(other).isNotEqualTo(golden);
        assertThat(PersistedFormTest.xml(read(other))).isEqualTo(golden);
    }

    /** Whoever goes on then looks for what may have been done, and repeats nothing. */
    @ParameterizedTest
    @CsvSource({
        "'lastWord|endedMillis', FOLLOWING",
        "'lastWord|endedMillis|deploymentId|deploymentArn', UPDATING",
        "'lastWord|endedMillis|deploymentId|deploymentArn|taskDefinitionArn', REGISTERING",
        "'none', ENDED"
    })
    void anUnknownPhaseIsTheFurthestThatMayBe(String missing, Phase expected) throws Exception {
        String golden = sample("records.DeploymentsAction")
                .replace("<phase>ENDED</phase>", "<phase>PONDERING</phase>")
                .replaceAll("\\s+<(" + missing + ")>[^<]*</\\1>", "");

        DeploymentsAction action = (DeploymentsAction) read(golden);

        assertThat(action.deployments()).hasSize(1);
        assertThat(action.deployments().get(0).record().phase()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"status, FAILED", "policy, LEAVE", "aborted, ROLLBACK"})
    void otherUnknownValuesLoseNoDeployment(String field, String value) throws Exception {
        String golden = sample("records.DeploymentsAction");

        String newer = golden.replaceAll("<" + field + ">\\w+<", "<" + field + ">PONDERING<");

        assertThat(newer).isNotEqualTo(golden);
        deploymentsAreShown(read(newer));
    }

    /** The last word makes the step fail, whoever goes on with it. */
    @Test
    void whatIsNotWholeIsNeverTakenForASuccess() throws Exception {
        String golden = sample("records.DeploymentsAction")
                .replace("<phase>ENDED</phase>", "<phase>FOLLOWING</phase>")
                .replaceAll("\\s+<(lastWord|taskDefinitionArn)>[^<]*</\\1>", "");

        DeploymentRecord record =
                ((DeploymentsAction) read(golden)).deployments().get(0).record();

        assertThat(record.mayHaveBegun()).isFalse();
        assertThat(record.lastWord()).contains("not whole");
    }

    @Test
    void argumentsOfStepsAreFilledIn() throws Exception {
        assertThat(((EcsDeployStep) withoutTexts("steps.EcsDeployStep")).getOnConflict())
                .isEqualTo("FAIL");
        assertThat(((UpstreamBuildChoiceStep) withoutTexts("upstream.UpstreamBuildChoiceStep")).getMinResult())
                .isEqualTo("SUCCESS");
    }

    private static void deploymentsAreShown(Object read) {
        List<BuildDeployment> deployments = ((DeploymentsAction) read).deployments();
        assertThat(deployments).hasSize(1);
        BuildDeployment deployment = deployments.get(0);
        DeploymentRecord record = deployment.record();
        assertThat(deployment.nodeId()).isNotNull();
        assertThat(deployment.afterwards()).isNotNull();
        assertThat(Outcome.summary(record)).isNotEmpty();
        assertThat(record.url()).isNotEmpty();
        assertThat(Outcome.inWords(record)).isNotEmpty();
        assertThat(record.serviceKey()).isNotEmpty();
        assertThat(Outcome.asMap(record)).doesNotContainValue(null);
        assertThat(PersistedFormTest.xml(read)).isNotEmpty();
    }

    private static void variablesAreShown(Object read) {
        assertThat(PersistedFormTest.xml(read)).contains("<entries>", "VariablesOfBuild>");
    }

    @Test
    void variablesOfWhichItIsNotKnownWhereTheyBelongAreLeftOut() throws Exception {
        String golden = sample("records.BuildVariablesAction").replaceAll("\\s+<(file|job)>[^<]*</\\1>", "");

        assertThat(PersistedFormTest.xml(read(golden))).doesNotContain(VariablesOfBuild.class.getSimpleName());
    }

    /** Reads the form of this version without each of its fields in turn. */
    private static void withoutOneFieldEach(String name, Consumer<Object> check) throws Exception {
        String whole = sample(name);
        List<String> missing = new ArrayList<>();
        Matcher field = FIELD.matcher(whole);
        while (field.find()) {
            if (field.group(1).equals("name")) {
                // Jenkins' own, and without it a parameter is none.
                continue;
            }
            String xml = whole.substring(0, field.start()) + whole.substring(field.end());
            missing.add(field.group(1));
            assertThatCode(() -> check.accept(read(xml)))
                    .as("without " + field.group(1))
                    .doesNotThrowAnyException();
        }
        assertThat(missing).hasSizeGreaterThan(3);
    }

    private static String sample(String name) throws ClassNotFoundException {
        return PersistedFormTest.xml(PersistedFormTest.sample().of(Sample.named(name)));
    }

    private static Object read(String xml) {
        return new XStream2().fromXML(xml);
    }

    private static Object withoutTexts(String name) throws Exception {
        Sample sample = PersistedFormTest.sample();
        Object step = sample.of(Sample.named(name));
        for (Field field : sample.fields(step.getClass())) {
            field.setAccessible(true);
            if (field.getType() == String.class) {
                field.set(step, null);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(step);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
