package dev.tradewind.runtime.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TradewindHomeTest {
    @Test
    void theHomeIsTheVariablesFolderOrTradewindInTheUsersHome() {
        assertThat(TradewindHome.folder("/data/tw", "/home/me")).isEqualTo(Path.of("/data/tw"));
        assertThat(TradewindHome.folder(null, "/home/me")).isEqualTo(Path.of("/home/me/.tradewind"));
        assertThat(TradewindHome.folder(" ", "/home/me")).isEqualTo(Path.of("/home/me/.tradewind"));
    }
}
