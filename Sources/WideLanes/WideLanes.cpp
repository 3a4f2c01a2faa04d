#include "WideLanes.h"

#include <cstring>

// One source, compiled for the least of x86-64 and for AVX2; which of the two runs is chosen when the program starts.
// On 150,000 nodes, 20,000 x 400, AVX2 took 0.03 to 0.04 s of processor where SSE2 took 0.04 to 0.05, and gave the same
// whole numbers.
#if defined(__x86_64__) && defined(__ELF__)
#define WIDEST __attribute__((target_clones("avx2", "default")))
#else
#define WIDEST
#endif

// Vectors are passed to functions that are always inlined, so that how they would be passed does not matter.
#pragma clang diagnostic ignored "-Wpsabi"

#define INLINED inline __attribute__((always_inline))

namespace {

/// Words of type W and the floating-point numbers F of the same bits, which are in the same order.
template <typename W, typename F> struct Lanes {
  // The caller's vectors are aligned to 16 bytes.
  typedef W Words __attribute__((vector_size(64), aligned(16)));
  typedef F Ordered __attribute__((vector_size(64), aligned(16)));
};

typedef Lanes<uint32_t, float> Times;
typedef Lanes<uint64_t, double> Costs;

/// The bits of the smallest normal numbers, at which lanes start.
constexpr uint32_t zero_time = uint32_t(1) << 23;
constexpr uint64_t zero_cost = uint64_t(1) << 52;

/// Times less where they start, and all ones where the bit of "no route" is set.
INLINED Times::Words cells(Times::Words bits) { return (bits - zero_time) | (0 - (bits >> 30)); }

/// Costs less where they start; "no route" stays as it is.
INLINED Costs::Words cells(Costs::Words bits) { return bits - (((bits >> 62) - 1) & zero_cost); }

/// The least of a label and of the labels at arcs' heads plus their costs.
template <typename L, typename A>
INLINED typename L::Ordered least(
    typename L::Ordered best, const typename L::Ordered *labels, const A *arcs, int32_t first, int32_t end) {
  for (int32_t arc = first; arc < end; arc++) {
    const typename L::Ordered offer = (typename L::Ordered)((typename L::Words)labels[arcs[arc].head] + arcs[arc].cost);
    best = offer < best ? offer : best;
  }
  return best;
}

template <typename L, typename A>
INLINED void descend(
    void *to, size_t nodes, const int32_t *first_arc, const A *arcs, const int32_t *top_nodes, const void *top_labels,
    size_t tops, const void *unreachable) {
  typedef typename L::Ordered Label;
  Label *labels = static_cast<Label *>(to);
  const Label *top = static_cast<const Label *>(top_labels);
  const Label start = *static_cast<const Label *>(unreachable);
  size_t next = 0;
  for (size_t node = nodes; node-- > 0;) {
    const bool is_top = next < tops && size_t(top_nodes[next]) == node;
    labels[node] = least<L>(is_top ? top[next++] : start, labels, arcs, first_arc[node], first_arc[node + 1]);
  }
}

template <typename L, typename A, typename W>
INLINED void store(
    const void *from, size_t places, const int32_t *first_seed, const A *seeds, const void *unreachable, W *to,
    size_t count, size_t place_stride, size_t lane_stride) {
  typedef typename L::Ordered Label;
  const Label start = *static_cast<const Label *>(unreachable);
  for (size_t place = 0; place < places; place++, to += place_stride) {
    const typename L::Words row = cells((typename L::Words)least<L>(
        start, static_cast<const Label *>(from), seeds, first_seed[place], first_seed[place + 1]));
    if (lane_stride == 1 && count == 64 / sizeof(W)) {
      memcpy(to, &row, 64);
    } else {
      for (size_t lane = 0; lane < count; lane++) to[lane * lane_stride] = row[lane];
    }
  }
}

}  // namespace

WIDEST void descend_times(void *labels, size_t nodes, const int32_t *first_arc, const TimeArc *arcs,
                          const int32_t *top_nodes, const void *top_labels, size_t tops, const void *unreachable) {
  descend<Times>(labels, nodes, first_arc, arcs, top_nodes, top_labels, tops, unreachable);
}

WIDEST void descend_costs(void *labels, size_t nodes, const int32_t *first_arc, const CostArc *arcs,
                          const int32_t *top_nodes, const void *top_labels, size_t tops, const void *unreachable) {
  descend<Costs>(labels, nodes, first_arc, arcs, top_nodes, top_labels, tops, unreachable);
}

WIDEST void store_times(const void *labels, size_t places, const int32_t *first_seed, const TimeArc *seeds,
                        const void *unreachable, uint32_t *cells, size_t count, size_t place_stride,
                        size_t lane_stride) {
  store<Times>(labels, places, first_seed, seeds, unreachable, cells, count, place_stride, lane_stride);
}

WIDEST void store_costs(const void *labels, size_t places, const int32_t *first_seed, const CostArc *seeds,
                        const void *unreachable, uint64_t *cells, size_t count, size_t place_stride,
                        size_t lane_stride) {
  store<Costs>(labels, places, first_seed, seeds, unreachable, cells, count, place_stride, lane_stride);
}

const char *lane_instructions(void) {
#if defined(__x86_64__) && defined(__ELF__)
  return __builtin_cpu_supports("avx2") ? "avx2" : "sse2";
#elif defined(__x86_64__)
  return "sse2";
#elif defined(__aarch64__)
  return "neon";
#else
  return "portable";
#endif
}
