"""Orders as a shopper pastes them."""

ORDER = "订单编号：P734011223344558821\n商品名称：真丝连衣裙\n实付款：¥399.00\n签收时间：2026-11-20 14:03:22"
ENGLISH = "Order number: P734011223344558821\nItem: Silk dress\nAmount paid: ¥399.00\nDelivered: 2026-11-20"
