package io.jenkins.plugins.ecsdeploy.engine.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestImages;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestRegistry;
import io.jenkins.plugins.ecsdeploy.engine.checks.Finding.Verdict;
import io.jenkins.plugins.ecsdeploy.engine.registry.AllowedRegistry;
import io.jenkins.plugins.ecsdeploy.engine.registry.RegistryLogin;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images at ECR and at other registries. */
class ImageCheckTest extends CheckTestBase {
    private final TestRegistry registry = new TestRegistry(registryTime);

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    @Test
    void anImageThatIsMissingIsWrong() {
        image = emulator.ecr().imageName("web") + ":3";

        assertThat(found().verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void soIsOneOfARepositoryThatIsMissing() {
        image = emulator.ecr().imageName("wep") + ":2";

        assertThat(found().verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void oneOfAnotherAccountThatIsNotFoundIsNotWrong() {
        image = emulator.ecr().imageName("web").replace(emulator.account(), OTHER_ACCOUNT) + ":3";

        assertThat(found().verdict()).isEqualTo(Verdict.NOT_CHECKABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hub", "ROOT"})
    void butNotOneThatARuleBringsWithTheFirstPull(String prefix) {
        emulator.ecr().pullThrough(prefix);
        image = emulator.ecr().imageName("hub/library/nginx") + ":1.29";

        assertThat(found().verdict()).isEqualTo(Verdict.NOT_CHECKABLE);
    }

    @Test
    void norOneThatARuleMayBringWhereRulesMayNotBeRead() {
        emulator.faults().deny("DescribePullThroughCacheRules");
        image = emulator.ecr().imageName("hub/library/nginx") + ":1.29";

        assertThat(found().message()).contains("ecr:DescribePullThroughCacheRules");
        assertThat(found().verdict()).isEqualTo(Verdict.NOT_CHECKABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ARCHIVED", "ACTIVATING"})
    void anImageThatNobodyCanPullIsWrong(String status) {
        emulator.ecr().status("web", "2", status);

        assertThat(found().message()).contains("archived");
        assertThat(found().verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void aDigestIsLookedFor() {
        image = emulator.ecr().imageName("web") + "@" + emulator.ecr().tag("web", "2");
        assertThat(found().verdict()).isEqualTo(Verdict.OK);

        image = emulator.ecr().imageName("web") + "@sha256:" + "1".repeat(64);
        assertThat(found().verdict()).isEqualTo(Verdict.WRONG);
    }

    @ParameterizedTest
    @CsvSource({"X86_64,LINUX,OK", "ARM64,LINUX,OK", "X86_64,WINDOWS_SERVER_2022_CORE,WRONG"})
    void anIndexHasThePlatformOfTheTasks(String architecture, String system, Verdict expected) {
        ObjectNode definition = (ObjectNode) fargate("");
        definition
                .putObject("runtimePlatform")
                .put("cpuArchitecture", architecture)
                .put("operatingSystemFamily", system);

        assertThat(only(check(definition), "image").verdict()).isEqualTo(expected);
    }

    @Test
    void theManifestOfOneImageDoesNotTellItsPlatform() {
        emulator.ecr().push("web", "3", TestImages.image(TestImages.OCI_MANIFEST, "web"), TestImages.OCI_MANIFEST);
        image = emulator.ecr().imageName("web") + ":3";

        assertThat(found().verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void whereTheManifestMayNotBeReadTheImageIsThereAllTheSame() {
        emulator.faults().deny("BatchGetImage");

        assertThat(found().verdict()).isEqualTo(Verdict.OK);
        assertThat(found().message()).contains("ecr:BatchGetImage");
    }

    // Other registries.

    @Test
    void aRegistryThatNobodyHasListedIsNotCalled() {
        image = registry.host() + "/team/web:1.0";

        assertThat(found().verdict()).isEqualTo(Verdict.NOT_CHECKABLE);
        assertThat(found().message()).contains("An administrator adds it");
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void anImageOfOneIsFound() {
        listed();
        registry.pushIndex("team/web", "1.0", TestImages.OCI_INDEX, TestImages.OCI_MANIFEST);

        assertThat(found().verdict()).isEqualTo(Verdict.OK);
        assertThat(found().message()).contains("linux/amd64");
    }

    @Test
    void oneThatIsMissingIsWrongOnlyForWhoHasALogin() {
        listed();
        assertThat(found().verdict()).isEqualTo(Verdict.NOT_CHECKABLE);
        assertThat(found().remedy()).contains("registryCredentials");

        login = Optional.of(new RegistryLogin("jenkins", "pa55word"));
        assertThat(found().verdict()).isEqualTo(Verdict.WRONG);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 429, 500, 503})
    void whatARegistryRefusesIsNotWrong(int status) {
        listed();
        login = Optional.of(new RegistryLogin("jenkins", "pa55word"));
        for (int i = 0; i < 20; i++) {
            registry.answer("GET", status, Map.of(), "");
        }

        assertThat(found().verdict()).isEqualTo(Verdict.NOT_CHECKABLE);
    }

    private void listed() {
        registries.add(new AllowedRegistry(registry.host(), Optional.empty(), true));
        image = registry.host() + "/team/web:1.0";
    }

    private Finding found() {
        return only(check(fargate("")), "image");
    }
}
