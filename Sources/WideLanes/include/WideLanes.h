#ifndef WIDELANES_H
#define WIDELANES_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Labels are 64 bytes: sixteen 32-bit times or eight 64-bit costs, compared as floating-point numbers of the same bits.

/// An arc to a node of higher rank, or what lies between a place and a node.
typedef struct { int32_t head; uint32_t cost; } TimeArc;
typedef struct { int32_t head; uint64_t cost; } CostArc;

/// Carries labels from the highest node to the lowest: each becomes the least, lane by lane, of what it starts from and
/// of the labels at its arcs' heads plus their costs.
///
/// @param first_arc the arcs of node n are first_arc[n] to first_arc[n + 1] - 1.
/// @param top_nodes nodes that start from a label of `top_labels`, highest first; the others start from `unreachable`.
void descend_times(void *labels, size_t nodes, const int32_t *first_arc, const TimeArc *arcs, const int32_t *top_nodes,
                   const void *top_labels, size_t tops, const void *unreachable);
void descend_costs(void *labels, size_t nodes, const int32_t *first_arc, const CostArc *arcs, const int32_t *top_nodes,
                   const void *top_labels, size_t tops, const void *unreachable);

/// Writes the first `count` lanes of the least label of each place as cells of a matrix: a time's cell is its
/// milliseconds, or all ones where there is no route; a cost's is the cost.
void store_times(const void *labels, size_t places, const int32_t *first_seed, const TimeArc *seeds,
                 const void *unreachable, uint32_t *cells, size_t count, size_t place_stride, size_t lane_stride);
void store_costs(const void *labels, size_t places, const int32_t *first_seed, const CostArc *seeds,
                 const void *unreachable, uint64_t *cells, size_t count, size_t place_stride, size_t lane_stride);

/// The widest instructions that these functions use on this machine.
const char *lane_instructions(void);

#ifdef __cplusplus
}
#endif

#endif
